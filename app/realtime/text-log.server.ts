import type { TextName } from '~/domain/documents/text-name'
import type { Conn } from '~db/store'
import { type ForkRow, suggestions } from '~db/stores/suggestions'
import { type LogRow, type Wording, wordings } from '~db/stores/wordings'

type Row = Omit<LogRow, 'paragraphId'>

/** The append-only log of one live text, wherever it is kept. */
export interface TextLog {
  load(): Promise<Wording>
  /** The number of the last update; 0 when there is none. */
  head(): Promise<number>
  since(seq: number): Promise<Row[]>
  /** Throws a unique violation when another process has written this number. */
  append(row: Row, at: Date): Promise<void>
}

export const textLog = (c: Conn, { paragraphId, suggestionId }: TextName): TextLog =>
  suggestionId
    ? {
        load: async () => ({ snapshot: null, rows: await suggestions(c).since(suggestionId, 0) }),
        head: () => suggestions(c).head(suggestionId),
        since: async (seq) => (await suggestions(c).since(suggestionId, seq)).map(ofOneWriter),
        append({ seq, count, update, authors: [author] }, at) {
          const { personId, clientId } = author!
          return suggestions(c).append({ suggestionId, seq, count, update, personId, clientId, at })
        },
      }
    : {
        load: async () => (await wordings(c).load([paragraphId])).get(paragraphId)!,
        head: () => wordings(c).head(paragraphId),
        since: (seq) => wordings(c).since(paragraphId, seq),
        append: (row, at) => wordings(c).append({ ...row, paragraphId, at }),
      }

const ofOneWriter = ({ seq, count, update, personId, clientId }: ForkRow): Row => ({
  seq,
  count,
  update,
  authors: [{ personId, clientId, count }],
})
