import { ApiProperty, ApiPropertyOptional, OmitType } from '@nestjs/swagger';
import { IsIn, IsObject, IsOptional, IsString, Matches, MaxLength } from 'class-validator';
import { AreaGeometryView } from '../../events/event-views';
import { AlertView, CriteriaAreaView, PropertyRefView, SearchCriteriaView } from './wish-views';

const noNul = /^[^\0]*$/;
/** As many ways as the contract names of showing interest in branch (P9). */
const ways = ['call', 'brochure', 'viewing', 'email', 'branch', 'offer'] as const;

/** An area that stays as it is, a circle, or any area with its outline. */
export class WantedArea extends CriteriaAreaView {
  @ApiPropertyOptional({
    type: 'integer',
    description: 'Which area of the search as it was stays as it is, from 0; nothing else is needed then',
  })
  keep?: number;
  @ApiPropertyOptional({ type: AreaGeometryView, description: 'The outline; of a circle left out' }) geometry?: AreaGeometryView;
}

export class WantedSearch extends OmitType(SearchCriteriaView, ['areas']) {
  @ApiPropertyOptional({ type: [WantedArea] }) areas?: WantedArea[];
}

/** A search as its form left it. What it has to be like is held against the contract when it is read. */
export class SaveSearchRequest {
  @ApiPropertyOptional({ type: String, description: 'The version one saw; left out for a new search' })
  @IsOptional()
  @IsString()
  @MaxLength(64)
  version?: string;
  @ApiPropertyOptional({ maxLength: 200 }) @IsOptional() @IsString() @MaxLength(200) @Matches(noNul) name?: string;
  @ApiProperty({ type: WantedSearch }) @IsObject() search: object;
  @ApiPropertyOptional({ type: AlertView, description: 'Left out, it stays as it is' }) @IsOptional() @IsObject() alert?: object;
}

export class RemoveSearchQuery {
  @ApiProperty({ description: 'The version one saw' }) @IsString() @MaxLength(64) version: string;
  @ApiPropertyOptional({ maxLength: 500 }) @IsOptional() @IsString() @MaxLength(500) @Matches(noNul) reason?: string;
}

export class ShowInterestRequest {
  @ApiProperty({ type: PropertyRefView }) @IsObject() property: object;
  @ApiPropertyOptional({ enum: ways, description: 'How it was shown' }) @IsOptional() @IsIn(ways) how?: (typeof ways)[number];
}

export class WithdrawInterestQuery {
  @ApiProperty({ description: 'The system that names the property' }) @IsString() @MaxLength(256) @Matches(noNul) system: string;
  @ApiProperty({ description: 'Its id in that system' }) @IsString() @MaxLength(256) @Matches(noNul) property: string;
}

export class LookUpQuery {
  @ApiProperty({ description: 'A part of its name', maxLength: 100 }) @IsString() @MaxLength(100) @Matches(noNul) search: string;
}
