/**
 * Slack's limits, one table. Characters are code points. Sources, read 20 November 2026: the comments of `@slack/types` 3.2.0 where no
 * other is named; "docs" is docs.slack.dev/reference/block-kit.
 */
export const LIMITS = {
  /** docs, blocks.md. */
  blocksPerMessage: 50,
  blocksPerView: 100,
  /** Measured by users, not documented: https://github.com/slackapi/bolt-js/issues/2509. */
  textOfAllBlocks: 13_200,
  blockId: 255,
  actionId: 255,
  callbackId: 255,
  externalId: 255,
  privateMetadata: 3000,
  modalTitle: 24,
  modalButton: 24,
  /** docs, surfaces/modals. */
  modalStack: 3,

  textObject: 3000,
  sectionText: 3000,
  sectionField: 2000,
  sectionFields: 10,
  headerText: 150,
  contextElements: 10,
  contextActions: 5,
  actionsElements: 25,
  imageAltText: 2000,
  imageTitle: 2000,
  url: 3000,
  inputLabel: 2000,
  inputHint: 2000,
  /** Of one block, and of all markdown blocks of a message together. */
  markdownText: 12_000,
  cardTitle: 150,
  cardSubtitle: 150,
  cardBody: 200,
  carouselCards: 10,
  containerTitle: 150,
  containerBlocks: 10,
  videoTitle: 199,
  videoAuthor: 49,

  buttonText: 75,
  buttonValue: 2000,
  accessibilityLabel: 75,
  placeholder: 150,
  confirmTitle: 100,
  confirmText: 300,
  confirmButton: 30,
  optionText: 75,
  optionValue: 75,
  optionDescription: 75,
  selectOptions: 100,
  optionGroups: 100,
  optionGroupLabel: 75,
  choiceOptions: 10,
  /** The comment of `Overflow`; at least one, as the docs allow since 2023. */
  overflowOptions: 5,
  plainTextInput: 3000,
  richTextInputLines: 100,
  fileInputFiles: 10,

  /** A message holds one table: slackapi/slack-skills-plugin, block-kit/SKILL.md. */
  tablesPerMessage: 1,
  tableRows: 100,
  tableColumns: 20,
  /** With the header row: docs, data-table-block, 2026-05-20. */
  dataTableRows: 201,
  dataTableColumns: 20,
  dataTablePageSize: 100,

  /** docs, data-visualization-block, 2026-06-16; the count per message from slack-morphism 2.30. */
  chartsPerMessage: 2,
  chartTitle: 50,
  chartSeries: 6,
  chartSegments: 6,
  chartCategories: 20,
  chartLabel: 20,
  chartAxisLabel: 50,
} as const;
