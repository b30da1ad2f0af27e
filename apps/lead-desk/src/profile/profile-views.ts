import { ApiProperty } from '@nestjs/swagger';
import { IsString, MaxLength, MinLength } from 'class-validator';
import { shortestPassword } from '../sign-in/passwords';

export class OwnSessionView {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ type: String, nullable: true, description: 'Browser and system, as far as they tell' }) device: string | null;
  @ApiProperty({ format: 'date-time' }) startedAt: string;
  @ApiProperty({ format: 'date-time', description: 'To within a minute' }) seenAt: string;
  @ApiProperty({ description: 'The one that asks' }) current: boolean;
}

export class OwnSessionsView {
  @ApiProperty({ type: [OwnSessionView], description: 'Used last first' }) sessions: OwnSessionView[];
}

export class ChangePasswordRequest {
  @ApiProperty({ maxLength: 256, format: 'password' }) @IsString() @MinLength(1) @MaxLength(256) current: string;
  @ApiProperty({ minLength: shortestPassword, maxLength: 256, format: 'password' })
  @IsString()
  @MinLength(shortestPassword, { message: `A password needs at least ${shortestPassword} characters` })
  @MaxLength(256)
  next: string;
}
