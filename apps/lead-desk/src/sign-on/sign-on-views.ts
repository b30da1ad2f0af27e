import { ApiProperty } from '@nestjs/swagger';

export const linkStates = ['open', 'redeemed', 'expired', 'refused'] as const;
const moment = { type: String, nullable: true, format: 'date-time' } as const;

export class ProductView {
  @ApiProperty() id: string;
  @ApiProperty() name: string;
  @ApiProperty({ description: 'What assertions for it say as aud' }) audience: string;
  @ApiProperty({ description: 'Where owners are sent with their assertion' }) redirect: string;
  @ApiProperty({ type: [String], description: 'Private addresses an administrator allowed' }) allowedPrivate: string[];
}

export class ProductsView {
  @ApiProperty({ type: [ProductView] }) products: ProductView[];
}

export class SignOnPropertyView {
  @ApiProperty() system: string;
  @ApiProperty() id: string;
}

export class SignOnLinkView {
  @ApiProperty({ description: 'Asks on: before=REF shows what is older' }) ref: string;
  @ApiProperty() website: string;
  @ApiProperty() websiteName: string;
  @ApiProperty({ format: 'uuid' }) personId: string;
  @ApiProperty({ type: String, nullable: true }) personName: string | null;
  @ApiProperty() product: string;
  @ApiProperty({ type: SignOnPropertyView }) property: SignOnPropertyView;
  @ApiProperty({ enum: linkStates }) state: (typeof linkStates)[number];
  @ApiProperty({ type: String, nullable: true, description: 'What stood in the way where it was refused' }) why: string | null;
  @ApiProperty({ format: 'date-time' }) askedAt: string;
  @ApiProperty(moment) expiresAt: string | null;
  @ApiProperty(moment) redeemedAt: string | null;
  @ApiProperty({ type: 'integer', minimum: 0, description: 'How often it was tried when it was good no more' }) usesAfter: number;
}

export class SignOnLinksView {
  @ApiProperty({ type: [SignOnLinkView], description: 'The newest first' }) links: SignOnLinkView[];
  @ApiProperty({ type: String, nullable: true }) next: string | null;
}
