package canon

import pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"

// Entry is one part of a conversation together with its place in the request.
type Entry struct {
	// Message is the message that the part stands in.
	Message *pb.Message
	// Part is the part.
	Part *pb.Part
	// M and P are the positions of the message and of the part in it. P is -1 for a part that an arrangement put in; M is
	// then the message that caused it.
	M, P int
}

// Path is the canonical path of the entry.
func (e Entry) Path() string {
	if e.P < 0 {
		return MessagePath(e.M)
	}
	return PartPath(e.M, e.P)
}

// Turn is a run of entries of one author.
type Turn struct {
	// Role is the author. Developer turns are told from system turns.
	Role pb.Role
	// Entries are the parts in order.
	Entries []Entry
}

// Turns views the messages of a request as turns: neighbours of one author are one turn. The content of a message whose
// role is unspecified belongs to the assistant, as items of a model's output do.
func Turns(messages []*pb.Message) []Turn {
	turns := make([]Turn, 0, len(messages))
	for m, msg := range messages {
		role := msg.Role
		if role == pb.Role_ROLE_UNSPECIFIED {
			role = pb.Role_ROLE_ASSISTANT
		}
		for p, part := range msg.Parts {
			r := role
			if part.GetToolResult() != nil && role != pb.Role_ROLE_ASSISTANT {
				r = pb.Role_ROLE_TOOL
			}
			if n := len(turns); n == 0 || turns[n-1].Role != r {
				turns = append(turns, Turn{Role: r})
			}
			t := &turns[len(turns)-1]
			t.Entries = append(t.Entries, Entry{Message: msg, Part: part, M: m, P: p})
		}
	}
	return turns
}

// Arrange views a conversation as turns in the form that every dialect with adjacent tool results takes: right after an
// assistant turn with calls comes a tool turn with exactly one result for each call, in the order of the calls. Results
// that came later are moved up to it. A result that answers no call is left out (refuse); a second result for a call is
// joined to the first (approximated); a call without a result that later turns follow is answered by an error result
// (synthesized). A call without a result at the end of the conversation stays as it is and is reported (refuse).
// Calls of hosted tools are no matter of the client's and stay out of this.
func Arrange(messages []*pb.Message, losses *Losses) []Turn {
	turns := Turns(messages)
	a := arranger{losses: losses, results: map[string]*answer{}}
	a.collect(turns)
	return a.weave(turns)
}

// answer is what was found for one call id: all results that name it, joined.
type answer struct {
	entry Entry
	taken bool
}

type arranger struct {
	losses  *Losses
	results map[string]*answer
	order   []string
}

// collect takes the results out of the turns. Ids that several calls share are told apart by order of appearance.
func (a *arranger) collect(turns []Turn) {
	open := map[string]int{}
	done := map[string]int{}
	for _, t := range turns {
		for _, e := range t.Entries {
			if c := clientCall(e.Part); c != nil {
				open[c.CallId]++
			}
			r := clientResult(e.Part)
			if r == nil {
				continue
			}
			if done[r.CallId] < open[r.CallId] {
				done[r.CallId]++
				key := occurrence(r.CallId, done[r.CallId])
				a.results[key] = &answer{entry: e}
				a.order = append(a.order, key)
				continue
			}
			if done[r.CallId] == 0 {
				// The call may yet come: a result ahead of its call is invalid for every dialect too.
				a.losses.Refuse(e.Path(), pb.LossClass_LOSS_CLASS_TOOLS, "the result answers no call that came before it")
				continue
			}
			first := a.results[occurrence(r.CallId, done[r.CallId])]
			first.entry.Part = joinResults(first.entry.Part, e.Part)
			a.losses.Approximate(e.Path(), pb.LossClass_LOSS_CLASS_TOOLS, "a second result for one call is joined to the first")
		}
	}
}

// weave builds the turns anew: every turn without its results, and after each assistant turn the results of its calls.
func (a *arranger) weave(turns []Turn) []Turn {
	out := make([]Turn, 0, len(turns))
	seen := map[string]int{}
	for i, t := range turns {
		if t.Role == pb.Role_ROLE_TOOL {
			continue
		}
		// An assistant turn that follows another one because only results stood between them stays a turn of its own: it
		// is a new step. Other neighbours that results had kept apart are one turn.
		if n := len(out); n > 0 && out[n-1].Role == t.Role {
			out[n-1].Entries = append(out[n-1].Entries, t.Entries...)
		} else {
			out = append(out, Turn{Role: t.Role, Entries: t.Entries})
		}
		if t.Role != pb.Role_ROLE_ASSISTANT {
			continue
		}
		var answers []Entry
		for _, e := range t.Entries {
			c := clientCall(e.Part)
			if c == nil {
				continue
			}
			seen[c.CallId]++
			if got := a.results[occurrence(c.CallId, seen[c.CallId])]; got != nil {
				answers = append(answers, got.entry)
				continue
			}
			if !laterTurns(turns[i+1:]) {
				a.losses.add(e.Path(), pb.LossClass_LOSS_CLASS_TOOLS, pb.LossAction_LOSS_ACTION_APPROXIMATED,
					"the conversation ends with a call that has no result", true)
				continue
			}
			a.losses.Synthesize(e.Path(), pb.LossClass_LOSS_CLASS_TOOLS, SynthInterruptedResult)
			answers = append(answers, Entry{Message: e.Message, Part: interrupted(c), M: e.M, P: -1})
		}
		if len(answers) > 0 {
			out = append(out, Turn{Role: pb.Role_ROLE_TOOL, Entries: answers})
		}
	}
	return out
}

// laterTurns reports whether anything was said after a call: a conversation that ends in calls waits for results.
func laterTurns(rest []Turn) bool { return len(rest) > 0 }

// clientCall is the call in a part that the client is to answer, or nil.
func clientCall(p *pb.Part) *pb.ToolCall {
	c := p.GetToolCall()
	if c == nil || c.Kind == pb.ToolKind_TOOL_KIND_HOSTED {
		return nil
	}
	return c
}

// clientResult is the result in a part that a client gave, or nil.
func clientResult(p *pb.Part) *pb.ToolResult {
	r := p.GetToolResult()
	if r == nil || r.Kind == pb.ToolKind_TOOL_KIND_HOSTED {
		return nil
	}
	return r
}

// interrupted is the error result that answers a call which has none.
func interrupted(c *pb.ToolCall) *pb.Part {
	failed := true
	return &pb.Part{Content: &pb.Part_ToolResult{ToolResult: &pb.ToolResult{
		CallId: c.CallId, Name: c.Name, Namespace: c.Namespace, Kind: c.Kind, IsError: &failed,
		Form:  pb.ContentForm_CONTENT_FORM_STRING,
		Parts: []*pb.Part{{Content: &pb.Part_Text{Text: &pb.Text{Text: TextInterruptedResult}}}},
	}}}
}

// joinResults makes one result of two for the same call; the arguments stay as they are.
func joinResults(a, b *pb.Part) *pb.Part {
	ra, rb := a.GetToolResult(), b.GetToolResult()
	joined := &pb.ToolResult{
		CallId: ra.CallId, Name: ra.Name, Namespace: ra.Namespace, Kind: ra.Kind, IsError: ra.IsError,
		Form: pb.ContentForm_CONTENT_FORM_LIST,
	}
	joined.Parts = append(append(joined.Parts, resultParts(ra)...), resultParts(rb)...)
	if rb.GetIsError() {
		joined.IsError = rb.IsError
	}
	return &pb.Part{Content: &pb.Part_ToolResult{ToolResult: joined}, Cache: b.Cache}
}

// resultParts gives a result's content as parts, also where it is one JSON value.
func resultParts(r *pb.ToolResult) []*pb.Part {
	if r.OutputJson == nil {
		return r.Parts
	}
	text := &pb.Part{Content: &pb.Part_Text{Text: &pb.Text{Text: *r.OutputJson}}}
	return append([]*pb.Part{text}, r.Parts...)
}

func occurrence(id string, n int) string {
	if n == 1 {
		return id
	}
	return id + "\x00" + string(rune('0'+n%10)) + string(rune(n))
}
