import Type from 'typebox'
import {
  CompareQuery,
  ComparisonSchema,
  ExportQuery,
  HealthSchema,
  MarkerBody,
  MarkerSchema,
  RecordingSchema,
  LanguageQuery,
  SessionIdParams,
  SessionSchema,
  SessionsQuery,
  SessionsSchema,
  StartRecordingBody,
  StatusSchema,
  StopRecordingBody,
  StridesSchema,
} from '@solestream/dashboard-shared/api'
import type { Operation } from './operation.ts'

/** The server itself, recording, sessions. */
export const MEASUREMENT_OPERATIONS = {
  getHealth: { summary: 'Does it work, and is everything stored?', answer: HealthSchema },
  getOpenApi: { summary: 'This document', answer: Type.Object({ openapi: Type.String() }) },
  getStatus: { summary: 'Source, insoles, recording and warnings, as the live page shows them', answer: StatusSchema },
  startRecording: {
    summary: 'Start a recording, of a person or of nobody known',
    body: StartRecordingBody,
    status: 201,
    answer: RecordingSchema,
    problems: [404, 409, 503, 507],
  },
  stopRecording: {
    summary: 'Stop the recording; it is then computed again as a whole',
    body: StopRecordingBody,
    answer: RecordingSchema,
    problems: [409, 503],
  },
  addMarker: { summary: 'Mark this moment of the recording', body: MarkerBody, status: 201, answer: MarkerSchema, problems: [409, 503] },
  listSessions: { summary: 'Sessions you may see, newest first', query: SessionsQuery, answer: SessionsSchema, problems: [503] },
  getSession: {
    summary: 'One session with its current summary, and what stands out in it',
    params: SessionIdParams,
    query: LanguageQuery,
    answer: SessionSchema,
    problems: [404, 503],
  },
  getStrides: {
    summary: 'Strides of the current result, valid or not',
    params: SessionIdParams,
    answer: StridesSchema,
    problems: [404, 503],
  },
  getStridesCsv: {
    summary: 'The same strides as CSV (RFC 4180); the units stand in the column names',
    params: SessionIdParams,
    contentType: 'text/csv',
    answer: Type.String(),
    problems: [404, 503],
  },
  exportSession: {
    summary: 'One session whole, pseudonymous, as a tar of the folder that the command export makes',
    params: SessionIdParams,
    query: ExportQuery,
    contentType: 'application/x-tar',
    answer: Type.String(),
    problems: [404, 409, 503],
  },
  getReportPdf: {
    summary: 'The report for the clinician as PDF: one page and an appendix, with the name for who may know it',
    params: SessionIdParams,
    query: LanguageQuery,
    contentType: 'application/pdf',
    answer: Type.String({ contentMediaType: 'application/pdf' }),
    problems: [404, 409, 503],
  },
  compareSessions: {
    summary: 'What changed from session a to b, with intervals and the smallest change that is more than the usual difference',
    query: CompareQuery,
    answer: ComparisonSchema,
    problems: [404, 409, 503],
  },
} as const satisfies Record<string, Operation>
