package validate

import "strings"

// geminiTurnLaws are the laws about the order of contents.
var geminiTurnLaws = []law{
	{"gemini: the first content is the user's", geminiFirst},
	{"gemini: text is not empty", geminiNoEmptyText},
	{"gemini: every call is answered in the next content", geminiAnswered},
	{"gemini: responses follow their calls", geminiCalled},
	{"gemini: calls are the model's and responses the user's", geminiRoles},
	{"gemini: a call of this turn has its signature", geminiSigned},
}

// geminiTurn is a run of contents of one side.
type geminiTurn struct {
	model bool
	parts []any
	at    []string
}

// geminiTurns merges neighbours of one side.
func geminiTurns(doc any) (turns []geminiTurn) {
	for i, content := range listOf(doc, "contents") {
		isModel := textOf(content, "role") == "model"
		if n := len(turns); n == 0 || turns[n-1].model != isModel {
			turns = append(turns, geminiTurn{model: isModel})
		}
		t := &turns[len(turns)-1]
		for k, p := range listOf(content, "parts") {
			t.parts = append(t.parts, p)
			t.at = append(t.at, under(under(under("/contents", i), "parts"), k))
		}
	}
	return turns
}

// having gives the parts with a member, and their pointers.
func (t *geminiTurn) having(name string) (parts []any, at []string) {
	for i, p := range t.parts {
		if has(p, name) {
			parts, at = append(parts, member(p, name)), append(at, t.at[i])
		}
	}
	return parts, at
}

func geminiFirst(c *check, doc any) {
	if contents := listOf(doc, "contents"); len(contents) > 0 && textOf(contents[0], "role") == "model" {
		c.fail("/contents/0/role", "is the model's")
	}
}

func geminiNoEmptyText(c *check, doc any) {
	for i, content := range listOf(doc, "contents") {
		parts := listOf(content, "parts")
		if len(parts) != 1 || has(parts[0], "thoughtSignature") {
			continue
		}
		if s, ok := member(parts[0], "text").(string); ok && s == "" {
			c.fail(under("/contents", i)+"/parts/0/text", "is empty and alone")
		}
	}
}

func geminiAnswered(c *check, doc any) {
	turns := geminiTurns(doc)
	for i, t := range turns {
		calls, at := t.having("functionCall")
		if !t.model || len(calls) == 0 {
			continue
		}
		var answers []any
		if i+1 < len(turns) {
			answers, _ = turns[i+1].having("functionResponse")
		}
		switch {
		case len(answers) != len(calls):
			c.fail(at[0], "%d calls have %d responses", len(calls), len(answers))
			continue
		}
		for k, call := range calls {
			if textOf(call, "name") != textOf(answers[k], "name") {
				c.fail(at[k], "its response, by order, has another name")
			}
			if id := textOf(answers[k], "id"); id != "" && id != textOf(call, "id") {
				c.fail(at[k], "its response, by order, has another id")
			}
		}
	}
}

func geminiCalled(c *check, doc any) {
	turns := geminiTurns(doc)
	for i, t := range turns {
		answers, at := t.having("functionResponse")
		if t.model || len(answers) == 0 {
			continue
		}
		var calls []any
		if i > 0 {
			calls, _ = turns[i-1].having("functionCall")
		}
		if len(calls) == 0 {
			c.fail(at[0], "no call stands in the content before")
		}
	}
}

func geminiRoles(c *check, doc any) {
	for _, t := range geminiTurns(doc) {
		for i, p := range t.parts {
			if has(p, "functionCall") && !t.model {
				c.fail(t.at[i], "a call of the user's")
			}
			if has(p, "functionResponse") && t.model {
				c.fail(t.at[i], "a response of the model's")
			}
		}
	}
}

func geminiSigned(c *check, doc any) {
	if geminiGeneration(c, doc) < 3 {
		return
	}
	contents := listOf(doc, "contents")
	start := 0 // where this turn begins: after the last content in which the user speaks
	for i, content := range contents {
		if textOf(content, "role") != "model" && geminiSpeaks(content) {
			start = i
		}
	}
	for i, content := range contents[start:] {
		if textOf(content, "role") != "model" {
			continue
		}
		for k, p := range listOf(content, "parts") {
			if !has(p, "functionCall") {
				continue
			}
			if textOf(p, "thoughtSignature") == "" {
				c.fail(under(under(under("/contents", start+i), "parts"), k), "the first call of a step has none")
			}
			break
		}
	}
}

// geminiSpeaks reports whether a content says anything beside the responses of functions.
func geminiSpeaks(content any) bool {
	for _, p := range listOf(content, "parts") {
		if has(p, "functionResponse") {
			return false
		}
	}
	return true
}

// geminiModel is the name of a request's model: in the path, else in the body.
func geminiModel(c *check, doc any) string {
	name := textOf(doc, "model")
	if _, rest, ok := strings.Cut(c.path, "/models/"); ok {
		rest, _, _ = strings.Cut(rest, "?")
		if i := strings.LastIndexByte(rest, ':'); i >= 0 {
			rest = rest[:i]
		}
		name = rest
	}
	return name[strings.LastIndexByte(name, '/')+1:]
}

// geminiGeneration is the generation of a request's model, such as 2.5; 0 where its name says nothing.
func geminiGeneration(c *check, doc any) float64 {
	m := geminiVersion.FindStringSubmatch(geminiModel(c, doc))
	if m == nil {
		return 0
	}
	return parseFloat(m[1])
}
