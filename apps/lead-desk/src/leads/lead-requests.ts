import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { Allow, IsInt, IsOptional, IsString, IsUUID, Max, MaxLength, Min } from 'class-validator';
import { asNumber } from '../events/event-requests';

const anyField = { type: 'object' as const };

export class EditLeadRequest {
  @ApiProperty({
    ...anyField,
    additionalProperties: {
      type: 'object',
      required: ['from', 'to'],
      properties: { from: { type: 'string' }, to: { type: 'string' } },
    },
    description: 'By field: what it was where it was shown, and what it is to be',
  })
  @Allow()
  changes: Record<string, unknown>;
}

export class AddLeadRequest {
  @ApiProperty({ format: 'uuid', description: 'Chosen by whoever adds; sent again it adds nothing' }) @IsUUID() id: string;
  @ApiProperty({
    ...anyField,
    additionalProperties: { type: 'string' },
    description: 'By field; none is required but an e-mail or a phone number',
  })
  @Allow()
  values: Record<string, unknown>;
  @ApiPropertyOptional({ description: '"automatic", "nobody", or the id of a member', default: 'automatic' })
  @IsOptional()
  @IsString()
  @MaxLength(40)
  assign?: string;
}

export class LeadAddedView {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ description: 'The person had an open lead of this kind, and it is that one' }) joined: boolean;
}

export class LeadNamedView {
  @ApiProperty({ format: 'uuid' }) id: string;
}

export class HistoryQuery {
  @ApiPropertyOptional() @IsOptional() @IsString() @MaxLength(512) before?: string;
  @ApiPropertyOptional({ type: 'integer', minimum: 1, maximum: 200, default: 50 })
  @IsOptional()
  @Transform(asNumber)
  @IsInt()
  @Min(1)
  @Max(200)
  limit?: number;
}
