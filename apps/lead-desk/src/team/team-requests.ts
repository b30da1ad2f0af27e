import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { type Role, roles } from '#lead';
import { IsIn, IsInt, IsISO8601, IsOptional, Matches, Min } from 'class-validator';
import { IsEmailKey } from './is-email-key';
import { IsZone } from './is-zone';

const someName = /^(?=[^\p{Cc}\p{Cs}]{1,200}$).*\S/su;
const nameWords = { message: 'Give a name of at most 200 characters' };
const officeId = /^[A-Za-z0-9][\w.-]{0,62}$/;
const officeIdWords = { message: 'The id is 1 to 63 letters, digits, dots, hyphens and underscores, as your systems name the office' };
const ref = /^[^\p{Cc}\p{Cs}]{1,200}$/u;
const refWords = { message: 'The reference has at most 200 characters' };
const roleWords = { message: `The role is one of ${roles.join(', ')}` };
const seen = { type: 'integer', description: 'The version that the edit was made of', minimum: 1 } as const;

export class AddOfficeRequest {
  @ApiProperty({ pattern: officeId.source }) @Matches(officeId, officeIdWords) id: string;
  @ApiProperty({ maxLength: 200 }) @Matches(someName, nameWords) name: string;
  @ApiPropertyOptional({ type: String, nullable: true, description: 'IANA' }) @IsOptional() @IsZone() zone?: string | null;
}

export class ChangeOfficeRequest {
  @ApiProperty(seen) @IsInt() @Min(1) version: number;
  @ApiPropertyOptional({ maxLength: 200 }) @IsOptional() @Matches(someName, nameWords) name?: string;
  @ApiPropertyOptional({ type: String, nullable: true, description: 'IANA' }) @IsOptional() @IsZone() zone?: string | null;
}

export class InviteMemberRequest {
  @ApiProperty({ maxLength: 200 }) @Matches(someName, nameWords) name: string;
  @ApiProperty({ maxLength: 320 }) @IsEmailKey() email: string;
  @ApiProperty({ enum: roles }) @IsIn(roles, roleWords) role: Role;
  @ApiPropertyOptional({ type: String, nullable: true }) @IsOptional() @Matches(officeId, officeIdWords) office?: string | null;
}

export class ChangeMemberRequest {
  @ApiProperty(seen) @IsInt() @Min(1) version: number;
  @ApiPropertyOptional({ maxLength: 200 }) @IsOptional() @Matches(someName, nameWords) name?: string;
  @ApiPropertyOptional({ enum: roles }) @IsOptional() @IsIn(roles, roleWords) role?: Role;
  @ApiPropertyOptional({ type: String, nullable: true }) @IsOptional() @Matches(officeId, officeIdWords) office?: string | null;
  @ApiPropertyOptional({ type: String, nullable: true, maxLength: 200 }) @IsOptional() @Matches(ref, refWords) agentRef?: string | null;
  @ApiPropertyOptional({ type: String, format: 'date-time', nullable: true })
  @IsOptional()
  @IsISO8601({ strict: true, strictSeparator: true }, { message: 'Give the time they are back, such as 2026-12-24T09:00:00Z' })
  absentUntil?: string | null;
}
