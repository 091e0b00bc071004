package canon

import (
	"strconv"

	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// Entry is one part of a conversation together with its place in the request.
type Entry struct {
	// Message is the message that the part stands in.
	Message *pb.Message
	// Part is the part.
	Part *pb.Part
	// M and P are the positions of the message and of the part in it. P is -1 for a part that an arrangement put in; M is
	// then the message that caused it.
	M, P int
	// joined says for each part of a result that several became where it stands; nil for one that stands as it came.
	joined []string
}

// Path is the canonical path of the entry.
func (e Entry) Path() string {
	if e.P < 0 {
		return MessagePath(e.M)
	}
	return PartPath(e.M, e.P)
}

// ResultPath is the canonical path of a part of the result that the entry is.
func (e Entry) ResultPath(part int) string {
	switch {
	case part < len(e.joined):
		return e.joined[part]
	case e.P < 0:
		return e.Path()
	}
	return e.Path() + "/tool_result/parts/" + strconv.Itoa(part)
}

// resultPaths gives the paths of what a result holds, in the order of resultParts.
func (e Entry) resultPaths() []string {
	if e.joined != nil {
		return e.joined
	}
	var paths []string
	r := e.Part.GetToolResult()
	if r.OutputJson != nil {
		paths = append(paths, e.Path()+"/tool_result/output_json")
	}
	for i := range r.Parts {
		paths = append(paths, e.ResultPath(i))
	}
	return paths
}

// Turn is a run of entries of one author.
type Turn struct {
	// Role is the author. Developer turns are told from system turns.
	Role pb.Role
	// Entries are the parts in order.
	Entries []Entry
}

// Turns views the messages of a request as turns: neighbours of one author are one turn. The content of a message whose
// role is unspecified belongs to the assistant, as items of a model's output do; results that a client gave are a tool's, also where
// a message of the assistant holds them, and what follows them was said in their knowledge.
func Turns(messages []*pb.Message) []Turn {
	turns := make([]Turn, 0, len(messages))
	count := 0
	for _, msg := range messages {
		count += len(msg.Parts)
	}
	// Entries come in the order of their turns: all turns share one list.
	entries := make([]Entry, 0, count)
	for m, msg := range messages {
		role := msg.Role
		if role == pb.Role_ROLE_UNSPECIFIED {
			role = pb.Role_ROLE_ASSISTANT
		}
		for p, part := range msg.Parts {
			r := role
			if clientResult(part) != nil || part.GetToolResult() != nil && role != pb.Role_ROLE_ASSISTANT {
				r = pb.Role_ROLE_TOOL
			}
			if n := len(turns); n == 0 || turns[n-1].Role != r {
				turns = append(turns, Turn{Role: r})
			}
			entries = append(entries, Entry{Message: msg, Part: part, M: m, P: p})
			t := &turns[len(turns)-1]
			n := len(t.Entries) + 1
			t.Entries = entries[len(entries)-n : len(entries) : len(entries)]
		}
	}
	return turns
}

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
