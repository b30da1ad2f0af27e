import { applyDecorators } from '@nestjs/common';
import { ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsIn, IsInt, IsISO8601, IsOptional, IsString, Matches, Max, MaxLength, Min } from 'class-validator';
import { assignmentStates, intents, leadActs, planStatuses, recordStatuses, stages } from '#lead';
import { asNumber } from '../../events/event-requests';
import { type LeadSort, leadSorts, type SearchField, searchFieldNames } from './lead-columns';

const noNul = /^[^\0]*$/;
const asList = ({ value }: { value: unknown }): unknown => (value === undefined || Array.isArray(value) ? value : [value]);

/** Any of some known words, given once or several times. */
function AnyOf(words: readonly string[], description?: string): PropertyDecorator {
  return applyDecorators(
    ApiPropertyOptional({ enum: words, isArray: true, description }),
    IsOptional(),
    Transform(asList),
    IsArray(),
    ArrayMaxSize(20),
    IsIn(words, { each: true }),
  );
}

function OneWord(most: number, description?: string): PropertyDecorator {
  return applyDecorators(ApiPropertyOptional({ description }), IsOptional(), IsString(), MaxLength(most), Matches(noNul));
}

function Day(description: string): PropertyDecorator {
  return applyDecorators(
    ApiPropertyOptional({ description, format: 'date-time' }),
    IsOptional(),
    IsISO8601({ strict: true }),
    MaxLength(40),
  );
}

/** What leads to show; archived and deleted ones only where `recordStatus` asks for them. */
export class LeadFilter {
  @OneWord(200, 'Parts of words to look for') search?: string;
  @ApiPropertyOptional({ enum: searchFieldNames, default: 'any', description: 'Where to look for them' })
  @IsOptional()
  @IsIn(searchFieldNames)
  in?: SearchField;
  @AnyOf(stages) stage?: string[];
  @AnyOf(recordStatuses) recordStatus?: string[];
  @AnyOf([...assignmentStates, 'pond'], 'Whose it is; what is in a pond is offered to its members, and waits for nobody')
  assignment?: string[];
  @OneWord(36, 'An id, or "me"') @Matches(/^(?:me|nobody|[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12})$/) agent?: string;
  @AnyOf(intents) intent?: string[];
  @OneWord(128) source?: string;
  @AnyOf(['none', ...planStatuses], 'Where the action plan stands') plan?: string[];
  @AnyOf(['0', '1', '2', '3']) rating?: string[];
  @OneWord(128) office?: string;
  @Day('Opened at or after') openedFrom?: string;
  @Day('Opened before') openedTo?: string;
  @Day('Last active at or after') activeFrom?: string;
  @AnyOf(['any', ...leadActs], 'Waits for a decision on such an act') request?: string[];
  @ApiPropertyOptional({ enum: leadSorts, default: 'openedAt' }) @IsOptional() @IsIn(leadSorts) sort?: LeadSort;
  @ApiPropertyOptional({ enum: ['asc', 'desc'] }) @IsOptional() @IsIn(['asc', 'desc']) direction?: 'asc' | 'desc';
}

export class LeadsQuery extends LeadFilter {
  @OneWord(2048, 'Cursor of the page before this one') after?: string;
  @OneWord(2048, 'Cursor of the page after this one') before?: string;
  @ApiPropertyOptional({ type: 'integer', minimum: 1, maximum: 500, default: 100 })
  @IsOptional()
  @Transform(asNumber)
  @IsInt()
  @Min(1)
  @Max(500)
  limit?: number;
}
