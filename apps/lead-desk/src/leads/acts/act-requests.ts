import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { ArrayMaxSize, ArrayMinSize, IsArray, IsIn, IsOptional, IsString, Matches, MaxLength, ValidateNested } from 'class-validator';
import { type LeadAct, leadActs } from '#lead';

const noNul = /^[^\0]*$/;
/** Ids of leads are digests in the shape of a UUID, without its version. */
const idForm = /^[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}$/i;

export class ActedOnRequest {
  @ApiProperty({ format: 'uuid' }) @Matches(idForm) id: string;
  @ApiPropertyOptional({ description: 'The record status it was shown with; refused where it is another by now' })
  @IsOptional()
  @IsString()
  @MaxLength(20)
  from?: string;
}

/** An act on one lead or on many (B7–B12). */
export class ActRequest {
  @ApiProperty({ enum: leadActs }) @IsIn(leadActs) act: LeadAct;
  @ApiProperty({ type: [ActedOnRequest], minItems: 1, maxItems: 500 })
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(500)
  @ValidateNested({ each: true })
  @Type(() => ActedOnRequest)
  leads: ActedOnRequest[];
  @ApiPropertyOptional({ format: 'uuid', description: 'To whom, for handOff' }) @IsOptional() @Matches(idForm) agent?: string;
  @ApiPropertyOptional({ maxLength: 500, description: 'Why, for whoever decides' })
  @IsOptional()
  @IsString()
  @MaxLength(500)
  @Matches(noNul)
  words?: string;
}

export class ActedView {
  @ApiProperty() id: string;
  @ApiProperty({ enum: ['done', 'requested', 'same', 'refused'] }) outcome: 'done' | 'requested' | 'same' | 'refused';
  @ApiProperty({ type: String, nullable: true, description: 'The number to undo it by' }) undo: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'Why it was refused' }) message: string | null;
}

export class ActsView {
  @ApiProperty({ type: [ActedView], description: 'One per lead, in the order asked' }) acts: ActedView[];
}

export class DecideRequest {
  @ApiProperty({ enum: ['approve', 'decline'] }) @IsIn(['approve', 'decline']) decision: 'approve' | 'decline';
  @ApiPropertyOptional({ maxLength: 500, description: 'Needed to decline' })
  @IsOptional()
  @IsString()
  @MaxLength(500)
  @Matches(noNul)
  reason?: string;
}
