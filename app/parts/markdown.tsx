import { Anchor, Code, List, Table, Text, Title } from '@mantine/core'
import { useMemo, type ReactNode } from 'react'
import { markdownBlocks, type Block, type Inline } from './markdown-blocks.js'
import { Inert } from './inert.js'

/** Our own memos and help texts, as text nodes: names and quotes in them come from strangers' pages. Titles begin at `level`. */
export function Markdown({ text, level = 2 }: { text: string; level?: 1 | 2 | 3 }): ReactNode {
  const blocks = useMemo(() => markdownBlocks(text), [text])
  return blocks.map((block, index) => <BlockView key={index} block={block} level={level} />)
}

function BlockView({ block, level }: { block: Block; level: number }) {
  switch (block.kind) {
    case 'heading':
      return (
        <Title order={Math.min(6, block.level - 1 + level) as 1 | 2 | 3 | 4 | 5 | 6} size={block.level === 1 ? 'h3' : 'h4'} mt={block.level === 1 ? 0 : 'lg'} mb="xs">
          <Words words={block.words} />
        </Title>
      )
    case 'paragraph':
      return <Text component="p" my="xs"><Words words={block.words} /></Text>
    case 'list':
      return (
        <List my="xs" spacing={4} withPadding={false}>
          {block.items.map((item, index) => <List.Item key={index}><Words words={item} /></List.Item>)}
        </List>
      )
    case 'table':
      return (
        <Table.ScrollContainer minWidth={280} my="sm">
          <Table verticalSpacing={6} layout="auto" style={{ overflowWrap: 'break-word' }}>
            <Table.Thead><Table.Tr>{block.head.map((cell, index) => <Table.Th key={index}><Words words={cell} /></Table.Th>)}</Table.Tr></Table.Thead>
            <Table.Tbody>
              {block.rows.map((row, index) => <Table.Tr key={index}>{row.map((cell, column) => <Table.Td key={column} style={{ verticalAlign: 'top' }}><Words words={cell} /></Table.Td>)}</Table.Tr>)}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      )
    case 'code':
      return <Code block my="sm">{block.text}</Code>
  }
}

function Words({ words }: { words: readonly Inline[] }): ReactNode {
  return words.map((word, index) => {
    switch (word.kind) {
      case 'text':
        return <Inert key={index} text={word.text} />
      case 'strong':
        return <strong key={index}><Inert text={word.text} /></strong>
      case 'code':
        return <Code key={index} style={{ overflowWrap: 'anywhere' }}>{word.text}</Code>
      case 'link':
        return word.href.startsWith('/') ? <Anchor key={index} href={word.href} inherit underline="always">{word.text}</Anchor> : <Anchor key={index} href={word.href} target="_blank" rel="noreferrer noopener" inherit underline="always" style={{ overflowWrap: 'anywhere' }}>{word.text}</Anchor>
    }
  })
}
