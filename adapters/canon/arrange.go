package canon

import (
	"google.golang.org/protobuf/proto"

	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// Arrange views a conversation as turns in the form that every dialect with adjacent tool results takes: right after an
// assistant turn with calls comes a tool turn with exactly one result for each call, in the order of the calls. Tool turns
// hold nothing else. Results that came later are moved up. A result that answers no call is left out (refuse); a second
// result for a call is joined to the first (approximated); a call without a result that later turns follow is answered by
// an error result (synthesized). A call without a result at the end of the conversation stays as it is and is reported
// (refuse). Calls of hosted tools and their results are no matter of the client's and stay where they are.
func Arrange(messages []*pb.Message, losses *Losses) []Turn {
	turns := Turns(messages)
	a := arranger{losses: losses, last: map[string]int{}}
	for i, t := range turns {
		for _, e := range t.Entries {
			if c := clientCall(e.Part); c != nil && t.Role == pb.Role_ROLE_ASSISTANT {
				a.addCall(c.CallId, i)
			}
			if r := clientResult(e.Part); r != nil {
				a.addResult(r.CallId, e)
			}
		}
	}
	return a.weave(turns)
}

// openCall is a call together with what answers it.
type openCall struct {
	turn int
	// before is the call before it that shares its id, -1 for none.
	before   int
	answered bool
	answer   Entry
}

// arranger pairs calls with results, then builds the turns anew.
type arranger struct {
	losses *Losses
	// calls are all calls in order, last the last of each id.
	calls []openCall
	last  map[string]int
}

func (a *arranger) addCall(id string, turn int) {
	before, ok := a.last[id]
	if !ok {
		before = -1
	}
	a.last[id] = len(a.calls)
	a.calls = append(a.calls, openCall{turn: turn, before: before})
}

func (a *arranger) addResult(id string, result Entry) {
	last, ok := a.last[id]
	if !ok {
		// The call may yet come, but a result ahead of its call is invalid in every dialect too.
		a.losses.Refuse(result.Path(), pb.LossClass_LOSS_CLASS_TOOLS, "the result answers no call that came before it")
		return
	}
	c := a.toAnswer(last)
	if !c.answered {
		c.answered, c.answer = true, result
		return
	}
	if joined := joinResults(c.answer.Part, result.Part); joined != c.answer.Part {
		c.answer.joined = append(c.answer.resultPaths(), result.resultPaths()...)
		c.answer.Part = joined
	}
	a.losses.Approximate(result.Path(), pb.LossClass_LOSS_CLASS_TOOLS, "a second result for one call is joined to the first")
}

// toAnswer gives, of the calls with one id, whose last it is given, the one that a result answers: the first without an answer in the latest turn that
// has such a call, else the last call. A client that uses an id again means the new call by it.
func (a *arranger) toAnswer(last int) *openCall {
	found := &a.calls[last]
	for i := last; i >= 0; i = a.calls[i].before {
		c := &a.calls[i]
		if c.answered {
			continue
		}
		if !found.answered && c.turn != found.turn {
			break
		}
		found = c
	}
	return found
}

// weave builds the turns anew: each without its results, and after each assistant turn the results of its calls. What is
// left of neighbours that only results had kept apart is one turn.
func (a *arranger) weave(turns []Turn) []Turn {
	out := make([]Turn, 0, len(turns))
	calls := a.calls
	// The answers of all turns share one list, too.
	all := make([]Entry, 0, len(calls))
	for i, t := range turns {
		rest := withoutResults(t)
		if len(rest.Entries) == 0 {
			continue
		}
		if n := len(out); n > 0 && out[n-1].Role == rest.Role {
			out[n-1].Entries = append(out[n-1].Entries, rest.Entries...)
		} else {
			out = append(out, rest)
		}
		if t.Role != pb.Role_ROLE_ASSISTANT {
			continue
		}
		followed := i+1 < len(turns) || len(rest.Entries) < len(t.Entries)
		answers := all[len(all):]
		for _, e := range rest.Entries {
			c := clientCall(e.Part)
			if c == nil {
				continue
			}
			answer, ok := a.answer(&calls[0], c, e, followed)
			if calls = calls[1:]; ok {
				answers = append(answers, answer)
			}
		}
		if len(answers) > 0 {
			all = all[:len(all)+len(answers)]
			answers = answers[:len(answers):len(answers)]
			out = append(out, Turn{Role: pb.Role_ROLE_TOOL, Entries: answers})
		}
	}
	return out
}

// answer gives what answers a call; false for a call that waits at the end of the conversation.
func (a *arranger) answer(found *openCall, c *pb.ToolCall, at Entry, followed bool) (Entry, bool) {
	switch {
	case found.answered:
		return found.answer, true
	case followed:
		a.losses.Synthesize(at.Path(), pb.LossClass_LOSS_CLASS_TOOLS, SynthInterruptedResult)
		return Entry{Message: at.Message, Part: interrupted(c), M: at.M, P: -1}, true
	}
	a.losses.add(at.Path(), pb.LossClass_LOSS_CLASS_TOOLS, pb.LossAction_LOSS_ACTION_APPROXIMATED,
		"the conversation ends with a call that has no result", true)
	return Entry{}, false
}

// withoutResults is a turn without the results of clients. What else a tool turn held was said by the client: it becomes a
// user turn.
func withoutResults(t Turn) Turn {
	first := 0
	for first < len(t.Entries) && clientResult(t.Entries[first].Part) == nil {
		first++
	}
	rest := Turn{Role: t.Role, Entries: t.Entries[:first:first]}
	for _, e := range t.Entries[first:] {
		if clientResult(e.Part) == nil {
			rest.Entries = append(rest.Entries, e)
		}
	}
	if t.Role == pb.Role_ROLE_TOOL {
		rest.Role = pb.Role_ROLE_USER
	}
	return rest
}

// interrupted is the error result that answers a call which has none.
func interrupted(c *pb.ToolCall) *pb.Part {
	failed := true
	return ResultPart(&pb.ToolResult{
		CallId: c.CallId, Name: c.Name, Namespace: c.Namespace, Kind: c.Kind, IsError: &failed,
		Form:  pb.ContentForm_CONTENT_FORM_STRING,
		Parts: []*pb.Part{TextPart(TextInterruptedResult)},
	})
}

// joinResults makes one result of two for the same call, or of one that came twice; the arguments stay as they are.
func joinResults(a, b *pb.Part) *pb.Part {
	ra, rb := a.GetToolResult(), b.GetToolResult()
	if proto.Equal(ra, rb) {
		return a
	}
	joined := &pb.ToolResult{
		CallId: ra.CallId, Name: ra.Name, Namespace: ra.Namespace, Kind: ra.Kind, IsError: ra.IsError,
		Form: pb.ContentForm_CONTENT_FORM_LIST,
	}
	joined.Parts = append(resultParts(ra), resultParts(rb)...)
	if rb.GetIsError() {
		joined.IsError = rb.IsError
	}
	cache := b.Cache
	if cache == nil {
		cache = a.Cache
	}
	return &pb.Part{Content: &pb.Part_ToolResult{ToolResult: joined}, Cache: cache}
}

// resultParts gives a result's content as a new list of parts, also where it is one JSON value.
func resultParts(r *pb.ToolResult) []*pb.Part {
	var parts []*pb.Part
	if r.OutputJson != nil {
		parts = append(parts, TextPart(*r.OutputJson))
	}
	return append(parts, r.Parts...)
}
