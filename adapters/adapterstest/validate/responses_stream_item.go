package validate

import (
	"reflect"
	"strings"
)

// event takes an event about an item; kind is its name without "response.".
func (i *responsesItem) event(c *check, at, kind string, doc any) {
	switch subject, what := cutLast(kind); subject {
	case "output_item":
		i.finish(c, at, member(doc, "item"))
	case "content_part":
		i.part(c, at, what, doc, &i.parts, "content_index")
	case "reasoning_summary_part":
		i.part(c, at, what, doc, &i.summaries, "summary_index")
	case "output_text", "refusal", "reasoning_text":
		i.text(c, at, subject, what, doc, i.parts, "content_index")
	case "reasoning_summary_text":
		i.text(c, at, subject, what, doc, i.summaries, "summary_index")
	case "output_text.annotation":
		i.annotation(c, at, doc)
	case "function_call_arguments", "mcp_call_arguments", "custom_tool_call_input", "code_interpreter_call_code", "apply_patch_call_operation_diff":
		if i.pieces[subject] == nil {
			i.pieces[subject] = &responsesText{}
		}
		i.pieces[subject].add(c, at, what, doc)
	}
}

// cutLast splits a name at its last dot.
func cutLast(name string) (head, tail string) {
	n := strings.LastIndexByte(name, '.')
	return name[:max(n, 0)], name[n+1:]
}

// part takes the start or the end of a part.
func (i *responsesItem) part(c *check, at, what string, doc any, parts *[]*responsesText, indexName string) {
	index := indexOf(doc, indexName)
	part := member(doc, "part")
	if what == "added" {
		if index != len(*parts) {
			c.fail(under(at, indexName), "is %d, not %d", index, len(*parts))
		}
		*parts = append(*parts, &responsesText{kind: textOf(part, "type")})
		return
	}
	if index >= len(*parts) {
		c.fail(under(at, indexName), "there is no such part")
		return
	}
	t := (*parts)[index]
	switch {
	case t.closed:
		c.fail(at, "the part is done twice")
	case !t.full:
		c.fail(at, "the part is done before its text")
	case textOf(part, "text")+textOf(part, "refusal") != t.text.String():
		c.fail(under(at, "part"), "is not the text of its deltas")
	case len(t.annotations) != len(listOf(part, "annotations")):
		c.fail(at+"/part/annotations", "are not those that came before")
	}
	t.closed = true
}

// text takes a piece of a part's text, or all of it.
func (i *responsesItem) text(c *check, at, subject, what string, doc any, parts []*responsesText, indexName string) {
	index := indexOf(doc, indexName)
	if index >= len(parts) {
		c.fail(under(at, indexName), "there is no such part")
		return
	}
	t := parts[index]
	if t.closed {
		c.fail(at, "comes after the part is done")
	}
	if subject != "reasoning_summary_text" && subject != t.kind {
		c.fail(at, "the part is of type %s", t.kind)
	}
	t.add(c, at, what, doc)
}

func (i *responsesItem) annotation(c *check, at string, doc any) {
	index := indexOf(doc, "content_index")
	if index >= len(i.parts) {
		c.fail(under(at, "content_index"), "there is no such part")
		return
	}
	t := i.parts[index]
	if n := indexOf(doc, "annotation_index"); n != len(t.annotations) {
		c.fail(under(at, "annotation_index"), "is %d, not %d", n, len(t.annotations))
	}
	t.annotations = append(t.annotations, member(doc, "annotation"))
}

// add takes a piece, or the full text.
func (t *responsesText) add(c *check, at, what string, doc any) {
	if t.full {
		c.fail(at, "comes after the full text")
	}
	if what == "delta" {
		t.text.WriteString(textOf(doc, "delta"))
		return
	}
	t.full = true
	for _, name := range []string{"text", "refusal", "arguments", "input", "code", "diff"} {
		if v, ok := member(doc, name).(string); ok && v != t.text.String() {
			c.fail(under(at, name), "is not the text of its deltas")
		}
	}
}

// responsesFixed are the members of an item that never change.
var responsesFixed = []string{"id", "type", "call_id", "name", "namespace", "role", "server_label"}

// responsesPieces are the members of an item that come in pieces, and the events that they come in.
var responsesPieces = map[string]string{
	"function_call": "function_call_arguments", "mcp_call": "mcp_call_arguments", "custom_tool_call": "custom_tool_call_input",
}

// finish holds a done item against its beginning and its pieces.
func (i *responsesItem) finish(c *check, at string, item any) {
	i.done = item
	for _, name := range responsesFixed {
		if name == "call_id" && textOf(item, "type") == "tool_search_call" {
			continue // it is given at the end
		}
		if !reflect.DeepEqual(member(i.added, name), member(item, name)) {
			c.fail(at+"/item/"+name, "changed since the item was added")
		}
	}
	if piece := responsesPieces[textOf(item, "type")]; piece != "" {
		t := i.pieces[piece]
		full := textOf(item, "arguments") + textOf(item, "input")
		switch {
		case t == nil:
			c.fail(at, "no %s events came", piece)
		case !t.full:
			c.fail(at, "%s.done did not come", piece)
		case full != t.text.String():
			c.fail(at+"/item", "is not the text of its deltas")
		}
	}
	i.same(c, at+"/item/content", i.parts, listOf(item, "content"))
	i.same(c, at+"/item/summary", i.summaries, listOf(item, "summary"))
}

// same holds the parts of a done item against those that came.
func (i *responsesItem) same(c *check, at string, came []*responsesText, parts []any) {
	if len(came) != len(parts) {
		c.fail(at, "has %d parts, but %d came", len(parts), len(came))
		return
	}
	for k, p := range parts {
		if textOf(p, "text")+textOf(p, "refusal") != came[k].text.String() {
			c.fail(under(at, k), "is not the text of its deltas")
		}
		if !came[k].closed {
			c.fail(under(at, k), "the part is not done")
		}
	}
}
