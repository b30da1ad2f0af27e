import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsArray, IsBoolean, IsIn, IsObject, IsOptional, Matches } from 'class-validator';

const idWords = '1 to 63 lower-case letters, digits and hyphens';
const named = /^[a-z0-9][a-z0-9-]{0,62}$/;
const version = /^\d{1,6}\.\d{1,6}\.\d{1,6}$/;
const settings = { type: 'object', additionalProperties: true, description: 'By name, as the pack asks for them' } as const;
const row = /^P\d{1,2}$/;
const someName = /^(?=[^\0]{1,200}$).*\S/s;

export class AddConnectionRequest {
  @ApiProperty({ pattern: named.source }) @Matches(named, { message: `The id must be ${idWords}` }) id: string;
  @ApiProperty({ maxLength: 200 }) @Matches(someName, { message: 'Give it a name of at most 200 characters' }) name: string;
  @ApiProperty() @Matches(named, { message: 'Choose a pack' }) pack: string;
  @ApiPropertyOptional({ description: 'The newest unless told' }) @IsOptional() @Matches(version) version?: string;
  @ApiProperty(settings) @IsObject() settings: Record<string, unknown>;
  @ApiPropertyOptional({ description: 'An address of a private network may be asked; for administrators' })
  @IsOptional()
  @IsBoolean()
  allowPrivate?: boolean;
  @ApiPropertyOptional({ enum: ['straight', 'approval'], description: 'Approval: new people wait in the holding tank' })
  @IsOptional()
  @IsIn(['straight', 'approval'])
  admission?: 'straight' | 'approval';
  @ApiPropertyOptional({ type: [String], description: 'Rows to switch off, such as P3' })
  @IsOptional()
  @IsArray()
  @Matches(row, { each: true })
  off?: string[];
}

export class ChangeConnectionRequest {
  @ApiPropertyOptional({ ...settings, description: 'Those that change; a secret left out stays, an empty text takes one away' })
  @IsOptional()
  @IsObject()
  settings?: Record<string, unknown>;
  @ApiPropertyOptional({ description: 'An address of a private network may be asked; for administrators' })
  @IsOptional()
  @IsBoolean()
  allowPrivate?: boolean;
  @ApiPropertyOptional({ type: [String], description: 'Rows to switch off, such as P3' })
  @IsOptional()
  @IsArray()
  @Matches(row, { each: true })
  off?: string[];
}

export class PromoteConnectionRequest {
  @ApiProperty({ description: 'Another version of its pack, or one of the pack named' }) @Matches(version) version: string;
  @ApiPropertyOptional({ description: 'A pack that was made from its own, or its own from that one' })
  @IsOptional()
  @Matches(named)
  pack?: string;
}
