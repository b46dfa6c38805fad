import { Button } from '../kit/button'
import { TextField } from '../kit/field'

export const SearchForm = ({ action, label, search }: { action: string; label: string; search: string }) => (
  <form className="inline-form" method="get" action={action}>
    <TextField name="search" type="search" label={label} value={search} filter maxLength={100} />
    <Button kind="quiet">Find</Button>
  </form>
)
