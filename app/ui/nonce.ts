import { createContext, useContext } from 'react'

/** The page's script nonce; undefined on pages without scripts of their own. */
export const NonceContext = createContext<string | undefined>(undefined)
export const useNonce = () => useContext(NonceContext)
