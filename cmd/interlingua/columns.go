package main

import (
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"github.com/interlingua/interlingua/adapters/jsonx"
)

// column is one of several texts that stand side by side.
type column struct {
	title string
	lines []string
}

// The width of a column below which fewer stand side by side, and what stands between two.
const (
	narrowest = 36
	between   = " │ "
)

// columnWidth is how many columns fit side by side, and how wide each is.
func columnWidth(width, columns int) (abreast, each int) {
	gap := utf8.RuneCountInString(between)
	for abreast = columns; abreast > 1; abreast /= 2 {
		if each = (width+gap)/abreast - gap; each >= narrowest {
			return abreast, each
		}
	}
	return 1, max(width, narrowest)
}

// writeColumns writes texts side by side, as many as there is room for.
func writeColumns(out io.Writer, columns []column, abreast, each int) {
	for ; len(columns) > 0; columns = columns[min(abreast, len(columns)):] {
		row := columns[:min(abreast, len(columns))]
		height := 0
		titles, rules := make([]string, len(row)), make([]string, len(row))
		for i, c := range row {
			titles[i], rules[i] = c.title, strings.Repeat("─", each)
			height = max(height, len(c.lines))
		}
		writeRow(out, titles, between, each)
		writeRow(out, rules, "─┼─", each)
		for y := range height {
			cells := make([]string, len(row))
			for i, c := range row {
				if y < len(c.lines) {
					cells[i] = c.lines[y]
				}
			}
			writeRow(out, cells, between, each)
		}
		fmt.Fprintln(out)
	}
}

// writeRow writes one line of all columns.
func writeRow(out io.Writer, cells []string, gap string, each int) {
	var b strings.Builder
	for i, cell := range cells {
		if i > 0 {
			b.WriteString(gap)
		}
		b.WriteString(cell + strings.Repeat(" ", max(each-utf8.RuneCountInString(cell), 0)))
	}
	fmt.Fprintln(out, strings.TrimRight(b.String(), " "))
}

// fold lays a JSON document out in lines of a width: what fits into one line stands in one, and what does not even as a sole value
// goes on in the next.
func fold(doc string, width int) (lines []string) {
	return foldValue(nil, "", "", doc, "", width)
}

// foldValue appends the lines of a value that has something before and behind it.
func foldValue(lines []string, indent, before, raw, behind string, width int) []string {
	line := indent + before + oneLine(raw) + behind
	open, shut, ok := brackets(raw)
	if utf8.RuneCountInString(line) <= width || !ok {
		return append(lines, wrap(line, indent+"    ", width)...)
	}
	lines = append(lines, indent+before+open)
	for name, value := range members(raw) {
		comma := ","
		if value.last {
			comma = ""
		}
		lines = foldValue(lines, indent+"  ", name, value.raw, comma, width)
	}
	return append(lines, indent+shut+behind)
}

// wrap cuts a line that is too long, behind a space where one is near its end.
func wrap(line, indent string, width int) (lines []string) {
	runes, rest := []rune(line), []rune(indent[:min(len(indent), width/2)])
	for len(runes) > width {
		cut := width
		for back := width; back > width*2/3; back-- {
			if runes[back-1] == ' ' {
				cut = back
				break
			}
		}
		lines = append(lines, string(runes[:cut]))
		runes = append(rest[:len(rest):len(rest)], runes[cut:]...)
	}
	return append(lines, string(runes))
}

// brackets are those of an object or a list that is not empty.
func brackets(raw string) (open, shut string, ok bool) {
	switch jsonx.KindOf(raw) {
	case '{':
		return "{", "}", true
	case '[':
		return "[", "]", true
	}
	return "", "", false
}

// value is a member or an element.
type value struct {
	raw  string
	last bool
}

// members gives the members of an object, or the elements of a list, with what stands before each.
func members(raw string) func(yield func(before string, v value) bool) {
	return func(yield func(string, value) bool) {
		var names []string
		var values []string
		if jsonx.KindOf(raw) == '{' {
			for name, v := range jsonx.Members(raw) {
				names, values = append(names, jsonx.Quote(name)+": "), append(values, v)
			}
		} else {
			for v := range jsonx.Elements(raw) {
				names, values = append(names, ""), append(values, v)
			}
		}
		for i, v := range values {
			if !yield(names[i], value{v, i == len(values)-1}) {
				return
			}
		}
	}
}

// oneLine writes a value in one line, with spaces for reading.
func oneLine(raw string) string {
	open, shut, ok := brackets(raw)
	if !ok {
		return raw
	}
	var parts []string
	for before, v := range members(raw) {
		parts = append(parts, before+oneLine(v.raw))
	}
	return open + strings.Join(parts, ", ") + shut
}
