package chat

import (
	"strconv"

	"github.com/interlingua/interlingua/adapters/canon"
	"github.com/interlingua/interlingua/adapters/jsonx"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// webSearchField is the member that asks for the one hosted tool of the vendor. It also serves as the type of that tool.
const webSearchField = "web_search_options"

func decodeWebSearch(w *wireWebSearch) *pb.Tool {
	k := keep(w.Extra)
	h := &pb.HostedTool{
		Kind: pb.HostedKind_HOSTED_KIND_WEB_SEARCH, Type: webSearchField,
		SearchContextSize: k.strSpelled("search_context_size", &w.ContextSize),
	}
	t := &pb.Tool{Kind: pb.ToolKind_TOOL_KIND_HOSTED, Hosted: h}
	k.raw("user_location", w.UserLocation.Raw, false)
	if l := w.UserLocation.V; l != nil {
		inner := keep(l.Extra)
		if l.Type.V != "approximate" {
			inner.word("type", &l.Type)
		}
		inner.raw("approximate", l.Approximate.Raw, false)
		h.UserLocation = &pb.UserLocation{}
		if p := l.Approximate.V; p != nil {
			place := keep(p.Extra)
			h.UserLocation.City = place.strSpelled("city", &p.City)
			h.UserLocation.Country = place.strSpelled("country", &p.Country)
			h.UserLocation.Region = place.strSpelled("region", &p.Region)
			h.UserLocation.Timezone = place.strSpelled("timezone", &p.Timezone)
			t.Extensions = place.into(t.Extensions, "/user_location/approximate")
		} else {
			inner.lacks("approximate")
		}
		t.Extensions = inner.into(t.Extensions, "/user_location")
	}
	t.Extensions = k.into(t.Extensions, "")
	return t
}

// writeWebSearch writes what decodeWebSearch reads.
func writeWebSearch(o jsonx.Object, t *pb.Tool) {
	s, ok := o.Object(webSearchField, ours(t.Extensions, ""))
	if !ok {
		return
	}
	s.StrNonEmpty("search_context_size", t.Hosted.SearchContextSize)
	if place := t.Hosted.UserLocation; place != nil {
		if l, ok := s.Object("user_location", ours(t.Extensions, "/user_location")); ok {
			l.Str("type", "approximate")
			if p, ok := l.Object("approximate", ours(t.Extensions, "/user_location/approximate")); ok {
				p.StrNonEmpty("city", place.City)
				p.StrNonEmpty("country", place.Country)
				p.StrNonEmpty("region", place.Region)
				p.StrNonEmpty("timezone", place.Timezone)
				p.End()
			}
			l.End()
		}
	}
	s.End()
}

// webSearch writes another dialect's hosted web search.
func (e *requestEncoder) webSearch(o jsonx.Object, in *canon.ToolInEffect) {
	writeWebSearch(o, in.Tool)
	h, path := in.Tool.Hosted, in.Path+"/hosted"
	for i := range h.AllowedDomains {
		e.losses.Drop(path+"/allowed_domains/"+strconv.Itoa(i), classTools, "the target cannot bind a search to domains")
	}
	for i := range h.BlockedDomains {
		e.losses.Drop(path+"/blocked_domains/"+strconv.Itoa(i), classTools, "the target cannot keep a search from domains")
	}
	if h.MaxUses != nil {
		e.losses.Drop(path+"/max_uses", classTools, "the target has no such limit")
	}
	e.toolExtras(in.Tool, in.Path)
}
