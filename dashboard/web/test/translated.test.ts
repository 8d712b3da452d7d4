import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import ts from 'typescript'
import { describe, expect, it } from 'vitest'

const SOURCES = fileURLToPath(new URL('../src/', import.meta.url))
/** What is said to people: as an attribute of an element, or as a property of one of the page's own components. */
const SAID = new Set(['aria-label', 'placeholder', 'title', 'alt', 'label', 'hint', 'words', 'none'])
/** Of an element these are no words: `label` is the name of a track. */
const OF_COMPONENTS = new Set(['label', 'hint', 'words', 'none'])
/** The same in every language: the name, units, and the keys of the keyboard. */
const EVERYWHERE = /^(solestream|SD|CSV|PDF|[A-Z]|n|s|ms|min|kg|m|km\/h|m\/s|mm|kPa|Hz|BW)$/
const MESSAGE_KEY = /^[a-z]\w*\.\w+$/i

const words = (text: string): readonly string[] => text.split(/[^\p{L}/]+/u).filter((word) => /\p{L}/u.test(word) && !EVERYWHERE.test(word))

/** Words of one language that stand in a file's elements: file:line and text. */
function literalsOf(file: string, text: string): readonly string[] {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true, ts.ScriptKind.TSX)
  const found: string[] = []
  const note = (node: ts.Node, said: string): void => {
    if (words(said).length > 0 && !MESSAGE_KEY.test(said))
      found.push(`${file}:${source.getLineAndCharacterOfPosition(node.getStart()).line + 1} ${said.trim()}`)
  }
  /** Texts that an expression gives; what is handed to a call, or compared, is none. */
  function given(node: ts.Node): void {
    if (ts.isStringLiteralLike(node)) note(node, node.text)
    else if (ts.isTemplateExpression(node)) {
      note(node, [node.head.text, ...node.templateSpans.map(({ literal }) => literal.text)].join(' '))
      node.templateSpans.forEach(({ expression }) => given(expression))
    } else if (ts.isConditionalExpression(node)) [node.whenTrue, node.whenFalse].forEach(given)
    else if (ts.isParenthesizedExpression(node)) given(node.expression)
    else if (ts.isBinaryExpression(node)) {
      const { kind } = node.operatorToken
      if (kind === ts.SyntaxKind.PlusToken) given(node.left)
      if ([ts.SyntaxKind.PlusToken, ts.SyntaxKind.AmpersandAmpersandToken, ts.SyntaxKind.QuestionQuestionToken].includes(kind))
        given(node.right)
    }
  }
  function visit(node: ts.Node): void {
    if (ts.isJsxText(node)) note(node, node.text)
    if (ts.isJsxExpression(node) && !ts.isJsxAttribute(node.parent) && node.expression !== undefined) given(node.expression)
    if (ts.isJsxAttribute(node) && isSaid(node) && node.initializer !== undefined)
      given(ts.isJsxExpression(node.initializer) ? (node.initializer.expression ?? node.initializer) : node.initializer)
    ts.forEachChild(node, visit)
  }
  visit(source)
  return found
}

function isSaid({ name, parent }: ts.JsxAttribute): boolean {
  const attribute = name.getText()
  const isComponent = /^[A-Z]/.test(parent.parent.tagName.getText())
  return SAID.has(attribute) && (!OF_COMPONENTS.has(attribute) || isComponent)
}

describe('words on the page come from the catalogues', () => {
  it('finds the words of one language', () => {
    const found = (jsx: string) => literalsOf('x.tsx', jsx).map((line) => line.replace(/^x\.tsx:\d+ /, ''))
    expect(found('<p title="Look here">Words {n} of {t("a.b")}</p>')).toEqual(['Look here', 'Words', 'of'])
    expect(found('<A hint={on ? "on" : t("a.b")} b={c}>{d ?? "none"}{`at ${e} s`}{n === "yes" && "so"}</A>')).toEqual([
      'on',
      'none',
      'at   s',
      'so',
    ])
    expect(found('<p class="note" id="a" aria-label={t("a.b", { c: "d" })}>solestream {n} %</p>')).toEqual([])
  })

  const files = readdirSync(SOURCES, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.tsx'))
  it.each(files)('%s', (file) => expect(literalsOf(file, readFileSync(`${SOURCES}${file}`, 'utf8'))).toEqual([]))
})
