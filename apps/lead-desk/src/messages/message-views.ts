import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsIn, IsInt, IsOptional, IsString, Max, MaxLength, Min } from 'class-validator';
import { asNumber } from '../events/event-requests';
import { type MessageKind, messageKinds } from './tell-members';

export class MessagesQuery {
  @ApiPropertyOptional({ enum: ['true'], description: 'Those not read yet alone' }) @IsOptional() @IsIn(['true']) unread?: 'true';
  @ApiPropertyOptional() @IsOptional() @IsString() @MaxLength(512) before?: string;
  @ApiPropertyOptional({ type: 'integer', minimum: 1, maximum: 500, default: 50 })
  @IsOptional()
  @Transform(asNumber)
  @IsInt()
  @Min(1)
  @Max(500)
  limit?: number;
}

export class MessageView {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ enum: messageKinds }) kind: MessageKind;
  @ApiProperty({ type: String, format: 'uuid', nullable: true }) leadId: string | null;
  @ApiProperty({ type: String, format: 'uuid', nullable: true }) personId: string | null;
  @ApiProperty({
    type: 'object',
    additionalProperties: { type: 'string' },
    description: 'What its sentence is made of, such as name, office, agent; until as RFC 3339',
  })
  words: Record<string, string>;
  @ApiProperty({ format: 'date-time' }) at: string;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) readAt: string | null;
}

export class UnreadView {
  @ApiProperty({ type: 'integer', maximum: 100, description: 'Not read yet; 100 stands for more' }) unread: number;
}

export class MessagesView extends UnreadView {
  @ApiProperty({ type: [MessageView], description: 'Newest first' }) messages: MessageView[];
  @ApiProperty({ type: String, nullable: true, description: 'Cursor of the next page' }) next: string | null;
}
