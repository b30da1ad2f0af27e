/** Members of what an agency sets up itself and the API only reads. */
const named = (names: string): readonly string[] => names.trim().split(/\s+/);

export const propertyMembers = named(`
  lastCall nextCall marketingMode currency alternateId address areaId strapline description longDescription localAuthorityCompanyId
  localAuthorityCompanyName summary departmentId negotiatorId clientAccountsAssistantId bedrooms bedroomsMax receptions receptionsMax
  bathrooms bathroomsMax numberOfUnits parkingSpaces councilTax disabledPortalIds internetAdvertising isExternal depositSchemeAccepted
  viewingArrangements videoUrl videoCaption video2Url video2Caption notes boardStatus boardNotes featuredImageUrl url urlCaption
  what3Words groundRent groundRentComment groundRentReviewDate groundRentIncrease serviceCharge serviceChargeComment floorLevel
  internalFloors totalFloors boardUpdated valuation archivedOn fromArchive rural externalArea internalArea epc rightsRestrictions
  floodErosion accessibility selling letting commercial regional type style situation parking age locality specialFeatures
  unmappedAttributes availableServicesIds rooms roomDetailsApproved officeIds lostInstructionDate lostInstructionNote
  developmentSiteType metadata keywords completionStatus extrasField
`);

export const departmentMembers = named(`
  name typeOptions styleOptions situationOptions parkingOptions ageOptions localityOptions specialFeaturesOptions
  commercialUseClassOptions commercialFloorLevelOptions keywords hasBedrooms hasBathrooms hasReceptionRooms hasParkingSpaces
  hasFloorLevelEnabled hasInternalFloorsEnabled hasTotalFloorsEnabled
`);

export const officeMembers = named(
  'name manager active region referTo address additionalContactDetails workPhone email metadata extrasField',
);

export const negotiatorMembers = named(`
  name jobTitle officeId workPhone mobilePhone email profileImageUrl active diaryNegotiatorIds diaryOfficeIds additionalContactDetails metadata
`);
