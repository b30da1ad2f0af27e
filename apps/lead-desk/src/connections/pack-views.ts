import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';

export const settingKinds = ['text', 'url', 'choice', 'table', 'switch'] as const;
export const supports = ['supported', 'ignored', 'planned'] as const;

export class NeededWhenView {
  @ApiProperty() setting: string;
  @ApiProperty() is: string;
}

export class PackSettingView {
  @ApiProperty() name: string;
  @ApiProperty() label: string;
  @ApiProperty({ description: 'What it is and where to find it' }) help: string;
  @ApiProperty({ enum: settingKinds }) kind: (typeof settingKinds)[number];
  @ApiProperty({ description: 'Entered once, never shown again' }) secret: boolean;
  @ApiProperty() optional: boolean;
  @ApiProperty({ type: NeededWhenView, nullable: true, description: 'Needed only where another setting has this value' })
  neededWhen: NeededWhenView | null;
  @ApiProperty({ type: [String] }) choices: string[];
  @ApiPropertyOptional({
    oneOf: [{ type: 'string' }, { type: 'boolean' }, { type: 'object', additionalProperties: { type: 'string' } }],
    description: 'Taken where nothing is entered',
  })
  default?: string | boolean | Readonly<Record<string, string>>;
}

export class CapabilityView {
  @ApiProperty({ description: 'Row of the capability list, such as P7' }) row: string;
  @ApiProperty({ enum: supports, description: 'From the website to the vendor' }) out: (typeof supports)[number];
  @ApiProperty({ enum: supports, description: 'From the vendor to the website' }) in: (typeof supports)[number];
  @ApiProperty({ description: 'How, or why not, in a sentence' }) says: string;
  @ApiProperty({ description: 'Somebody switched it off for this connection' }) off: boolean;
}

export class PackView {
  @ApiProperty() name: string;
  @ApiProperty() version: string;
  @ApiProperty({ description: 'No later version is there' }) newest: boolean;
  @ApiProperty() title: string;
  @ApiProperty() about: string;
  @ApiProperty({ enum: ['website', 'backOffice'] }) side: 'website' | 'backOffice';
  @ApiProperty({ description: '`bridge` for those that come with it' }) publishedBy: string;
  @ApiProperty({ type: [PackSettingView] }) settings: PackSettingView[];
  @ApiProperty({ type: [CapabilityView] }) capabilities: CapabilityView[];
}

export class PacksView {
  @ApiProperty({ type: [PackView] }) packs: PackView[];
}

export class ConnectionCapabilitiesView {
  @ApiProperty() id: string;
  @ApiProperty() name: string;
  @ApiProperty() packTitle: string;
  @ApiProperty() version: string;
  @ApiProperty({ type: [CapabilityView] }) cells: CapabilityView[];
}

export class CapabilityMatrixView {
  @ApiProperty({ type: [String] }) rows: string[];
  @ApiProperty({ type: [ConnectionCapabilitiesView] }) connections: ConnectionCapabilitiesView[];
}
