package canon

import (
	"fmt"
	"slices"
	"strings"

	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// resultAt is a result of a tool that the client runs, with the call that it answers.
type resultAt struct {
	part    *pb.Part
	message *pb.Message
	path    string // of the part
	owner   string // of the message
	call    *pb.Part
	callAt  string
	before  int // how many calls come before it
	calls   int // how many calls there are in all
}

// callLinks finds all results and the calls that they answer: the nth result for an id answers its nth call, and further
// ones the last. Ids themselves mean nothing.
func callLinks(path string, messages []*pb.Message) []resultAt {
	type call struct {
		part *pb.Part
		at   string
	}
	var out []resultAt
	open := map[string][]call{}
	n := 0
	for i, m := range messages {
		for j, p := range m.Parts {
			at := path + Path(i, "parts", j)
			if t := clientCall(p); t != nil {
				open[t.CallId] = append(open[t.CallId], call{p, at})
				n++
			}
			r := clientResult(p)
			if r == nil {
				continue
			}
			found := resultAt{part: p, message: m, path: at, owner: path + Path(i), before: n}
			if calls := open[r.CallId]; len(calls) > 0 {
				found.call, found.callAt = calls[0].part, calls[0].at
				if len(calls) > 1 {
					open[r.CallId] = calls[1:]
				}
			}
			out = append(out, found)
		}
	}
	for i := range out {
		out[i].calls = n
	}
	return out
}

// results compares the results of calls that are the same. Where they stand does not matter, as long as none comes behind
// a call that was made with its knowledge.
func (c *comparer) results(al *alignment, a, b []resultAt, messages *pairedMessages) {
	became := map[*pb.Part]*pb.Part{}
	for i, j := range al.to {
		if j >= 0 {
			became[al.a[i].part] = al.b[j].part
		}
	}
	first := map[*pb.Part]resultAt{}
	for _, r := range a {
		k := slices.IndexFunc(b, func(other resultAt) bool { return other.call == became[r.call] || r.call == nil && other.call == nil })
		earlier, again := first[r.call]
		switch {
		case k >= 0 && (r.call == nil || became[r.call] != nil):
			if r.call != nil {
				first[r.call] = r
			}
			messages.pair(r.message, b[k].message, r.owner)
			c.result(r.path+"/tool_result", r.part.GetToolResult(), b[k].part.GetToolResult(), laterResults(a, r)...)
			c.attached(r.path, r.part, b[k].part)
			if b[k].before > r.before && b[k].calls == r.calls {
				c.differ(r.path, "the result comes behind a call that was made with it")
			}
			b = slices.Delete(slices.Clone(b), k, k+1)
		case again && r.call != nil:
			c.differ(r.path+"/tool_result", "a second result was joined to the first", earlier.path)
		default:
			messages.pair(r.message, nil, r.owner)
			c.gone(r.path+"/tool_result", "the result is gone", r.callAt, r.callAt+"/tool_call")
		}
	}
	for _, r := range b {
		at := "/messages"
		for i, j := range al.to {
			if j >= 0 && al.b[j].part == r.call {
				at = al.a[i].path
			}
		}
		if text, _ := ResultText(r.part.GetToolResult()); unmarked(text) == TextInterruptedResult {
			c.synthesized(at, "a call got a result that says that there is none")
		} else {
			c.differ(at, "the second alone answers the call")
		}
	}
}

// laterResults gives the paths of further results for the call of a result.
func laterResults(all []resultAt, r resultAt) []string {
	var out []string
	for _, other := range all {
		if r.call != nil && other.call == r.call && other.path != r.path {
			out = append(out, other.path)
		}
	}
	return out
}

// result compares two results. Also are paths at which a loss of the content may be reported, too.
func (c *comparer) result(path string, ra, rb *pb.ToolResult, also ...string) {
	if ra.GetIsError() != rb.GetIsError() {
		c.differ(path+"/is_error", fmt.Sprintf("%t became %t", ra.GetIsError(), rb.GetIsError()), also...)
	}
	c.resultTexts(path, ra, rb, also)
	c.said(path+"/parts", otherParts(path+"/parts", ra.GetParts()), otherParts("", rb.GetParts()), nil, nil)
}

// otherParts gives the parts of a result that are no text.
func otherParts(path string, parts []*pb.Part) []saying {
	var out []saying
	for i, p := range parts {
		if p.GetText() == nil {
			out = append(out, saying{role: pb.Role_ROLE_TOOL, part: p, path: path + Path(i), owner: path})
		}
	}
	return finished(out)
}

// resultText is one text of a result.
type resultText struct {
	text, path string
	cache      *pb.CacheHint
}

func textsOf(path string, r *pb.ToolResult) []resultText {
	var out []resultText
	if !blank(r.GetOutputJson()) {
		out = append(out, resultText{text: *r.OutputJson, path: path + "/output_json"})
	}
	for i, p := range r.Parts {
		if t := p.GetText(); t != nil && !blank(t.Text) {
			out = append(out, resultText{t.Text, path + Path("parts", i), p.Cache})
		}
	}
	return out
}

func (c *comparer) resultTexts(path string, ra, rb *pb.ToolResult, also []string) {
	a, b := textsOf(path, ra), textsOf("", rb)
	if len(a) != len(b) {
		if joinedTexts(a) != joinedTexts(b) || len(also) > 0 {
			c.differ(path+"/parts", fmt.Sprintf("%.60q became %.60q", joinedTexts(a), joinedTexts(b)), also...)
			return
		}
		c.differ(path+"/parts", "texts were joined or cut", also...)
		return
	}
	for i, t := range a {
		marked := ra.GetIsError() && !rb.GetIsError() && unmarked(b[i].text) == t.text
		if !sameResultText(t.text, b[i].text) && !marked {
			c.differ(t.path, fmt.Sprintf("%.60q became %.60q", t.text, b[i].text), also...)
		}
		c.cacheHint(t.path+"/cache", t.cache, b[i].cache)
	}
}

// unmarked takes away the words with which a target without an error flag says that a tool failed.
func unmarked(text string) string { return strings.TrimPrefix(text, "Error: ") }

func joinedTexts(texts []resultText) string {
	var b strings.Builder
	for _, t := range texts {
		b.WriteString(unwrapped(t.text))
	}
	return strings.Join(strings.Fields(b.String()), " ")
}
