import { ApiProperty } from '@nestjs/swagger';

export class PondMemberView {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty() name: string;
}

export class PondView {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty() name: string;
  @ApiProperty({ type: String, nullable: true, description: 'Whose it is, by the agency’s own id of the office; null for the company’s' })
  office: string | null;
  @ApiProperty({ type: String, nullable: true }) officeName: string | null;
  @ApiProperty({ type: [PondMemberView], description: 'Who may claim from it' }) members: readonly PondMemberView[];
  @ApiProperty({ type: 'integer', description: 'Open leads in it' }) leads: number;
  @ApiProperty({ type: 'integer' }) version: number;
  @ApiProperty({ format: 'date-time' }) changedAt: string;
  @ApiProperty() changedBy: string;
  @ApiProperty() mayChange: boolean;
}

export class PondsView {
  @ApiProperty({ type: [PondView], description: 'Those that one may put leads into: the company’s, and those of one’s office' })
  ponds: PondView[];
}

export class RemovedPondView {
  @ApiProperty({ type: 'integer', description: 'Leads that were in it and are nobody’s again' }) leads: number;
}

export class FilledView {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ enum: ['done', 'same', 'refused'] }) outcome: 'done' | 'same' | 'refused';
  @ApiProperty({ type: String, nullable: true, description: 'Why it was refused' }) message: string | null;
}

export class FilledPondView {
  @ApiProperty({ type: [FilledView], description: 'One per lead, in the order asked' }) leads: FilledView[];
}
