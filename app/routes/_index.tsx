export const meta = () => [{ title: 'Parley' }]
export default function Home() {
  return <h1>Parley</h1>
}
