package gemini

import (
	"slices"
	"strconv"

	"github.com/interlingua/interlingua/adapters"
	"github.com/interlingua/interlingua/adapters/canon"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// lowerer puts a request of another dialect into what Gemini can say: a canonical request of the same form as one that was
// decoded, which is then written like any other. All policy and all losses of requests are here.
type lowerer struct {
	x      *adapters.Exchange
	in     *pb.GenerateRequest
	out    *pb.GenerateRequest
	losses *adapters.Losses
	caps   *canon.Capabilities
	names  *canon.Names
	// calls finds the call of the history that has an id: the latest.
	calls map[string]*pb.ToolCall
	// emptied is the path of a user turn that became empty and whose place nothing has taken yet.
	emptied string
}

// lower gives the request to write.
func lower(x *adapters.Exchange, req *pb.GenerateRequest, losses *adapters.Losses) *pb.GenerateRequest {
	l := &lowerer{
		x: x, in: req, losses: losses,
		caps:  modelCapabilities(x, req.Model),
		names: canon.NewNames(req, nameRule),
		calls: map[string]*pb.ToolCall{},
		out:   &pb.GenerateRequest{Origin: own, Model: req.Model, Stream: req.Stream},
	}
	canon.ReportForeignRequest(req, own, losses)
	l.conversation()
	l.tools()
	l.toolChoice()
	l.sampling()
	l.limits()
	l.reasoning()
	l.output()
	l.state()
	l.account()
	return l.out
}

// drop reports that a field was left out, where it says anything.
func (l *lowerer) drop(said bool, path string, class pb.LossClass, detail string) {
	if said {
		l.losses.Drop(path, class, detail)
	}
}

// refuse reports that a field was left out without which the answer would not be what was asked for.
func (l *lowerer) refuse(said bool, path string, class pb.LossClass, detail string) {
	if said {
		l.losses.Refuse(path, class, detail)
	}
}

// state lowers caching and server-side state. Gemini keeps none, and its cache is either automatic or a resource of its
// own, which replaces instructions and tools.
func (l *lowerer) state() {
	const class = pb.LossClass_LOSS_CLASS_CACHING
	c := l.in.GetCaching()
	l.drop(c.GetKey() != "", "/caching/key", class, "there is no cache key")
	l.drop(c.GetAutomatic() != nil, "/caching/automatic", class, "there are no cache breakpoints")
	l.drop(c.GetMode() != "", "/caching/mode", class, "there are no cache options")
	l.drop(c != nil && c.TtlSeconds != nil, "/caching/ttl_seconds", class, "there are no cache options")
	l.drop(c.GetRetention() != "", "/caching/retention", class, "there are no cache options")
	if name := c.GetCachedContent(); name != "" {
		if len(l.out.Instructions)+len(l.out.Tools) > 0 || l.out.ToolChoice != nil {
			l.losses.Refuse("/caching/cached_content", class, "cached content cannot stand beside instructions or tools")
		} else {
			l.out.Caching = &pb.Caching{CachedContent: name}
		}
	}
	s := l.in.GetContinuation()
	const state = pb.LossClass_LOSS_CLASS_STATE
	l.refuse(s.GetPreviousResponseId() != "", "/continuation/previous_response_id", state, "Gemini keeps no responses")
	l.refuse(s.GetConversation() != "", "/continuation/conversation", state, "Gemini keeps no conversations")
	l.refuse(s.GetBackground(), "/continuation/background", state, "there is no background mode")
	l.drop(s.GetStore(), "/continuation/store", state, "Gemini keeps no responses")
}

// neighbourTiers are the tiers of other vendors that have a near one here.
var neighbourTiers = []pair[string]{{"fast", "priority"}, {"ultrafast", "priority"}}

// account lowers what says who calls, and how.
func (l *lowerer) account() {
	const class = pb.LossClass_LOSS_CLASS_METADATA
	if t := l.in.GetServiceTier(); t != "" && t != "auto" {
		near, approximate := meaning(neighbourTiers, t)
		switch {
		case approximate:
			l.losses.Approximate("/service_tier", class, "the nearest tier is priority")
			l.out.ServiceTier = &near
		case wordFor(tiers, t) != "":
			l.out.ServiceTier = l.in.ServiceTier
		default:
			l.losses.Drop("/service_tier", class, "there is no such tier")
		}
	}
	for i, e := range l.in.Metadata {
		same := func(other *pb.MetadataEntry) bool { return other.Key == e.Key }
		switch at := "/metadata/" + strconv.Itoa(i); {
		case !isLabel(e):
			l.losses.Drop(at, class, "labels are short and of lower-case letters, digits, _ and -")
		case slices.ContainsFunc(l.out.Metadata, same):
			l.losses.Drop(at, class, "there is a label of that name")
		default:
			l.out.Metadata = append(l.out.Metadata, e)
		}
	}
	l.drop(l.in.GetEndUserId() != "", "/end_user_id", class, "there is no id of the end user")
	l.drop(l.in.MaxToolCalls != nil, "/max_tool_calls", pb.LossClass_LOSS_CLASS_TOOLS, "calls cannot be limited")
}

// isLabel reports whether a key-value pair can be a label.
func isLabel(e *pb.MetadataEntry) bool {
	const limit = 63
	if e.Key == "" || len(e.Key) > limit || len(e.Value) > limit || e.Key[0] < 'a' || e.Key[0] > 'z' {
		return false
	}
	for _, c := range []byte(e.Key + e.Value) {
		if !canon.WordByte(c) || 'A' <= c && c <= 'Z' {
			return false
		}
	}
	return true
}
