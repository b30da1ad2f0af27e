import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsBoolean, IsInt, IsOptional, Matches, Max, Min } from 'class-validator';
import { asNumber } from '../events/event-requests';

const named = /^[a-z0-9][a-z0-9-]{0,62}$/;
const someName = /^(?=[^\0]{1,200}$).*\S/s;
const audience = /^[\x21-\x7e]{1,200}$/;
const nameWords = { message: 'Give it a name of at most 200 characters' };
const audienceWords = { message: 'The audience is 1 to 200 visible characters without a space, such as https://tracker.example.com' };
const address = /^[^\0\s]{1,2000}$/;
const addressWords = { message: 'Give the https address that takes owners in' };
const inside = { description: 'An address of a private network may be entered; for administrators' };

export class AddProductRequest {
  @ApiProperty({ pattern: named.source })
  @Matches(named, { message: 'The id must be 1 to 63 lower-case letters, digits and hyphens' })
  id: string;
  @ApiProperty({ maxLength: 200 }) @Matches(someName, nameWords) name: string;
  @ApiProperty() @Matches(audience, audienceWords) audience: string;
  @ApiProperty() @Matches(address, addressWords) redirect: string;
  @ApiPropertyOptional(inside) @IsOptional() @IsBoolean() allowPrivate?: boolean;
}

export class ChangeProductRequest {
  @ApiPropertyOptional({ maxLength: 200 }) @IsOptional() @Matches(someName, nameWords) name?: string;
  @ApiPropertyOptional() @IsOptional() @Matches(audience, audienceWords) audience?: string;
  @ApiPropertyOptional() @IsOptional() @Matches(address, addressWords) redirect?: string;
  @ApiPropertyOptional(inside) @IsOptional() @IsBoolean() allowPrivate?: boolean;
}

export class SignOnLinksQuery {
  @ApiPropertyOptional({ description: 'The ref of the last of the page before' }) @IsOptional() @Matches(/^\d{1,18}$/) before?: string;
  @ApiPropertyOptional({ type: 'integer', minimum: 1, maximum: 500, default: 100 })
  @IsOptional()
  @Transform(asNumber)
  @IsInt()
  @Min(1)
  @Max(500)
  limit?: number;
}
