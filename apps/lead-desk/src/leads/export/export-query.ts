import { ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsIn, IsOptional } from 'class-validator';
import { LeadFilter } from '../list/leads-query';
import { type ExportColumn, exportColumnNames } from './export-columns';

export class ExportQuery extends LeadFilter {
  @ApiPropertyOptional({ enum: exportColumnNames, isArray: true, description: 'In the order wanted; every one where none is named' })
  @IsOptional()
  @Transform(({ value }: { value: unknown }) => (value === undefined || Array.isArray(value) ? value : [value]))
  @IsArray()
  @ArrayMaxSize(50)
  @IsIn(exportColumnNames, { each: true })
  columns?: ExportColumn[];
}
