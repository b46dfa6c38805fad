import { isRouteErrorResponse, useRouteError } from '@remix-run/react'
import type { ReactNode } from 'react'
import { PageHead } from './page-head'

/** Why a page cannot be shown, and where to go from here. */
export function ErrorPage({ children }: { children?: ReactNode }) {
  const error = useRouteError()
  const { title, lede } = isRouteErrorResponse(error) ? said(error.status, error.data) : said(500, '')
  return (
    <>
      <PageHead title={title} lede={lede} />
      {children}
      <p>
        <a href="/">Go to the home page</a>
      </p>
    </>
  )
}

export function said(status: number, detail: unknown): { title: string; lede: string } {
  const words = typeof detail === 'string' && !detail.startsWith('Error:') ? detail : ''
  if (status === 404)
    return {
      title: 'Not found',
      lede: words || 'There is nothing at this address. It may have been typed wrongly.',
    }
  if (status === 403) return { title: 'Not allowed', lede: words || 'You are not allowed to see this page.' }
  if (status < 500)
    return {
      title: 'The request was refused',
      lede: words || 'The request could not be understood. Nothing was changed.',
    }
  return {
    title: 'Something went wrong',
    lede: 'The server failed to answer. Nothing was changed by this request. Please try again.',
  }
}
