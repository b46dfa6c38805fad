import { describe, expect, test } from 'vitest'
import { gravest, keptIn, saveWords } from '~/domain/documents/save-state'

describe('how safe the words are, in words', () => {
  test.each([
    [{ is: 'opening' } as const, 'Opening …'],
    [{ is: 'saved' } as const, 'Saved 14:02'],
    [{ is: 'saving', kept: 2 } as const, 'Saving …'],
    [{ is: 'reconnecting', kept: 0 } as const, 'Reconnecting'],
    [{ is: 'reconnecting', kept: 1 } as const, 'Reconnecting, 1 change kept on this device'],
    [{ is: 'offline', kept: 3 } as const, 'Offline, 3 changes kept on this device'],
    [
      { is: 'refused', code: 'text-closed', why: 'The text is closed.', kept: 1 } as const,
      'Not saved: The text is closed.',
    ],
  ])('%j is "%s"', (state, words) => {
    expect(saveWords(state, '14:02')).toBe(words)
  })

  test('several texts are as safe as the least safe of them, and what is kept adds up', () => {
    expect(gravest([])).toEqual({ is: 'saved' })
    expect(gravest([{ is: 'saved' }, { is: 'saving', kept: 2 }])).toEqual({ is: 'saving', kept: 2 })
    expect(gravest([{ is: 'saving', kept: 2 }, { is: 'offline', kept: 3 }, { is: 'saved' }])).toEqual({
      is: 'offline',
      kept: 5,
    })
    expect(keptIn({ is: 'saved' })).toBe(0)
  })
})
