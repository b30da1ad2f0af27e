import { ApiProperty } from '@nestjs/swagger';
import { IsString, MaxLength, MinLength } from 'class-validator';
import { type Role, roles } from '#lead';

export class SignInRequest {
  @ApiProperty({ maxLength: 320 }) @IsString() @MinLength(1) @MaxLength(320) email: string;
  @ApiProperty({ maxLength: 256, format: 'password' }) @IsString() @MinLength(1) @MaxLength(256) password: string;
}

export class SessionMemberView {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty() name: string;
  @ApiProperty() email: string;
  @ApiProperty({ enum: roles }) role: Role;
  @ApiProperty({ type: String, nullable: true, description: 'Their office; null where they belong to the whole agency' }) office:
    string | null;
}

export class SessionAgencyView {
  @ApiProperty() id: string;
  @ApiProperty() name: string;
  @ApiProperty({ description: 'IANA' }) zone: string;
  @ApiProperty({ description: 'ISO 3166-1 alpha-2' }) country: string;
  @ApiProperty({ description: 'ISO 4217' }) currency: string;
}

export class SessionView {
  @ApiProperty({ type: SessionMemberView }) member: SessionMemberView;
  @ApiProperty({ type: SessionAgencyView }) agency: SessionAgencyView;
  @ApiProperty({ description: 'To be sent as x-csrf-token with every change' }) csrf: string;
}
