import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsIn, IsInt, IsOptional, IsString, Max, MaxLength, Min } from 'class-validator';
import { asNumber } from '../events/event-requests';
import { type MailState, mailStates } from '../team/team-views';
import { type MailKind, mailKinds } from './mail-text';

export class MailsQuery {
  @ApiPropertyOptional({ enum: mailStates }) @IsOptional() @IsIn(mailStates) state?: MailState;
  @ApiPropertyOptional() @IsOptional() @IsString() @MaxLength(512) before?: string;
  @ApiPropertyOptional({ type: 'integer', minimum: 1, maximum: 500, default: 100 })
  @IsOptional()
  @Transform(asNumber)
  @IsInt()
  @Min(1)
  @Max(500)
  limit?: number;
}

export class MailView {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ enum: mailKinds }) kind: MailKind;
  @ApiProperty() toName: string;
  @ApiProperty() toAddress: string;
  @ApiProperty() subject: string;
  @ApiProperty({ enum: mailStates }) state: MailState;
  @ApiProperty({ type: 'integer' }) attempts: number;
  @ApiProperty({ format: 'date-time' }) madeAt: string;
  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: 'When it is tried next' }) dueAt: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) endedAt: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'What the mail server said last, or where it is kept' }) answer: string | null;
}

export class MailDetailView extends MailView {
  @ApiProperty({ description: 'Without the links that are for its reader alone' }) text: string;
  @ApiProperty({ description: 'The same as a page; to be shown without scripts and without the rights of this site' }) html: string;
}

export class MailsView {
  @ApiProperty({ type: [MailView], description: 'Newest first' }) mails: MailView[];
  @ApiProperty({ type: String, nullable: true, description: 'Cursor of the next page' }) next: string | null;
}
