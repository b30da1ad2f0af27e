import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsIn, IsInt, IsOptional, IsString, Max, MaxLength, Min } from 'class-validator';
import { type LeadAct, leadActs } from '#lead';
import { asNumber } from '../../events/event-requests';

export const requestStates = ['open', 'approved', 'declined', 'withdrawn'] as const;
export type RequestState = (typeof requestStates)[number];

const orNull = { type: String, nullable: true } as const;

/** What somebody asked leave for, and what was decided. */
export class LeadRequestView {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ format: 'uuid' }) leadId: string;
  @ApiProperty(orNull) name: string | null;
  @ApiProperty(orNull) email: string | null;
  @ApiProperty(orNull) phone: string | null;
  @ApiProperty({ description: 'Whether whoever asks may open the lead' }) opens: boolean;
  @ApiProperty({ enum: leadActs }) act: LeadAct;
  @ApiProperty({ ...orNull, description: 'To whom the lead is to go, for handOff' }) to: string | null;
  @ApiProperty() by: string;
  @ApiProperty({ format: 'date-time' }) at: string;
  @ApiProperty({ ...orNull, description: 'Why it was asked for' }) words: string | null;
  @ApiProperty({ enum: requestStates }) state: RequestState;
  @ApiProperty(orNull) decidedBy: string | null;
  @ApiProperty({ ...orNull, format: 'date-time' }) decidedAt: string | null;
  @ApiProperty({ ...orNull, description: 'Why it was decided so' }) reason: string | null;
}

export class LeadRequestsView {
  @ApiProperty({ type: [LeadRequestView], description: 'Newest first, by when they were decided, else made' }) requests: LeadRequestView[];
  @ApiProperty({ ...orNull, description: 'Cursor of the next page' }) next: string | null;
  @ApiProperty({ description: 'Whether whoever asks decides on requests' }) decides: boolean;
}

export class LeadRequestsQuery {
  @ApiPropertyOptional({ enum: ['decided', ...requestStates], description: 'decided is approved or declined' })
  @IsOptional()
  @IsIn(['decided', ...requestStates])
  state?: RequestState | 'decided';
  @ApiPropertyOptional({ enum: leadActs }) @IsOptional() @IsIn(leadActs) act?: LeadAct;
  @ApiPropertyOptional({ enum: ['true'], description: 'Own ones alone' }) @IsOptional() @IsIn(['true']) mine?: 'true';
  @ApiPropertyOptional() @IsOptional() @IsString() @MaxLength(512) before?: string;
  @ApiPropertyOptional({ type: 'integer', minimum: 1, maximum: 200, default: 50 })
  @IsOptional()
  @Transform(asNumber)
  @IsInt()
  @Min(1)
  @Max(200)
  limit?: number;
}
