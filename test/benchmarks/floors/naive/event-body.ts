import 'reflect-metadata';
import { Type } from 'class-transformer';
import {
  Equals,
  IsArray,
  IsDefined,
  IsInt,
  IsISO8601,
  IsOptional,
  IsString,
  MaxLength,
  Min,
  MinLength,
  ValidateNested,
} from 'class-validator';

class Summary {
  @IsOptional() @IsString() price?: string;
  @IsOptional() @IsString() currency?: string;
  @IsOptional() @IsInt() @Min(0) beds?: number;
  @IsOptional() @IsInt() @Min(0) baths?: number;
  @IsOptional() @IsString() kind?: string;
}

class Property {
  @IsString() @MinLength(1) @MaxLength(128) system: string;
  @IsString() @MinLength(1) @MaxLength(128) id: string;
  @IsOptional() @IsString() agentRef?: string;
  @IsOptional() @IsArray() @IsString({ each: true }) portalRefs?: string[];
  @IsOptional() @IsString() @MaxLength(500) address?: string;
  @IsOptional() @ValidateNested() @Type(() => Summary) summary?: Summary;
}

class Viewed {
  @IsDefined() @ValidateNested() @Type(() => Property) property: Property;
  @IsOptional() @IsISO8601() viewedAt?: string;
  @IsOptional() @IsString() @MaxLength(2000) page?: string;
}

/** The event as a person would first write it down. */
export class EventBody {
  @Equals('1.0') specversion: string;
  @IsString() @MinLength(1) @MaxLength(128) id: string;
  @IsString() @MinLength(1) @MaxLength(2000) source: string;
  @IsString() @MinLength(1) @MaxLength(128) type: string;
  @IsString() @MinLength(1) @MaxLength(128) subject: string;
  @IsOptional() @IsISO8601() time?: string;
  @IsDefined() @ValidateNested() @Type(() => Viewed) data: Viewed;
}
