import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { ArrayMaxSize, ArrayMinSize, ArrayUnique, IsArray, IsInt, IsOptional, IsString, Matches, MaxLength, Min } from 'class-validator';
import { asNumber } from '../events/event-requests';

/** Ids of leads are digests in the shape of a UUID, without its version. */
export const idForm = /^[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}$/;
const mostMembers = 500;

/** A pond as its editor left it. */
export class SavePondRequest {
  @ApiProperty({ maxLength: 80 })
  @IsString()
  @MaxLength(80)
  @Matches(/\S/, { message: 'give the pond a name, so that its members know which it is' })
  @Matches(/^[^\0\p{Cc}]*$/u)
  name: string;
  @ApiPropertyOptional({ type: String, description: 'Of a new pond: whose it is, by the id of the office; left out for the company’s' })
  @IsOptional()
  @IsString()
  @MaxLength(128)
  office?: string;
  @ApiProperty({ type: [String], format: 'uuid', maxItems: mostMembers, description: 'Who may claim from it' })
  @IsArray()
  @ArrayMaxSize(mostMembers)
  @ArrayUnique()
  @Matches(idForm, { each: true })
  members: string[];
  @ApiProperty({ type: 'integer', description: 'The version one saw; 0 for a new pond' }) @IsInt() @Min(0) version: number;
}

export class RemovePondQuery {
  @ApiProperty({ type: 'integer', description: 'The version one saw' }) @Transform(asNumber) @IsInt() @Min(1) version: number;
}

export class FillPondRequest {
  @ApiProperty({ type: [String], format: 'uuid', minItems: 1, maxItems: 500, description: 'The leads' })
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(500)
  @Matches(idForm, { each: true })
  leads: string[];
}
