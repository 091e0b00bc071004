package responses

import (
	"github.com/interlingua/interlingua/adapters/jsonx"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// hosted takes what is known of a tool that the vendor runs. Any other tool has nothing of it, but what somebody may have
// put there is kept all the same.
func (w *wireTool) hosted(r *remains, t *pb.Tool) {
	if t.Hosted == nil {
		if !w.saysHosted() {
			return
		}
		t.Hosted = &pb.HostedTool{}
	}
	h := t.Hosted
	h.SearchContextSize = r.str("search_context_size", w.SearchContextSize)
	h.ServerLabel = r.str("server_label", w.ServerLabel)
	h.ServerUrl = r.str("server_url", w.ServerURL)
	h.Authorization = r.str("authorization", w.Authorization)
	w.filters(r, t)
	w.location(r, t)
	w.allowed(r, t)
}

// saysHosted reports whether a tool has members of hosted tools.
func (w *wireTool) saysHosted() bool {
	return w.SearchContextSize.Set || w.ServerLabel.Set || w.ServerURL.Set || w.Authorization.Set || w.Filters.V != nil ||
		w.UserLocation.V != nil || w.AllowedTools.Filter != nil || w.AllowedTools.Names.Items != nil
}

// filters takes the domains to which a web search is bound. The filters of a file search are its own.
func (w *wireTool) filters(r *remains, t *pb.Tool) {
	r.keepKind("filters", w.Filters.Raw)
	f := w.Filters.V
	if f == nil {
		return
	}
	in := beside(f.Extra)
	t.Hosted.AllowedDomains = in.strs("allowed_domains", &f.AllowedDomains)
	if in.none() && t.Hosted.AllowedDomains == nil {
		r.spell("filters", emptyObject)
	}
	t.Extensions = in.put(t.Extensions, "/filters")
}

// location takes the rough place of the user.
func (w *wireTool) location(r *remains, t *pb.Tool) {
	r.keepKind("user_location", w.UserLocation.Raw)
	l := w.UserLocation.V
	if l == nil {
		return
	}
	in := beside(l.Extra)
	if l.Type.V != "approximate" {
		in.word("type", l.Type)
	}
	t.Hosted.UserLocation = &pb.UserLocation{
		City: in.str("city", l.City), Country: in.str("country", l.Country),
		Region: in.str("region", l.Region), Timezone: in.str("timezone", l.Timezone),
	}
	t.Extensions = in.put(t.Extensions, "/user_location")
}

// allowed takes the tools of an MCP server that may be used.
func (w *wireTool) allowed(r *remains, t *pb.Tool) {
	f := w.AllowedTools.Filter
	if f == nil {
		t.Hosted.AllowedTools = r.strs("allowed_tools", &w.AllowedTools.Names)
		return
	}
	in := beside(f.Extra)
	t.Hosted.AllowedTools = in.strs("tool_names", &f.ToolNames)
	if in.none() {
		// What tells the object form apart where nothing else does.
		in.spell("read_only", null)
	}
	t.Extensions = in.put(t.Extensions, atAllowed)
}

// atAllowed is the place of allowed_tools where it is an object.
const atAllowed = "/allowed_tools"

// strs takes a list of strings. One that holds anything else, or nothing, is kept raw.
func (r *remains) strs(name string, l *list[jsonx.String]) []string {
	keepList(r, name, l, false)
	var out []string
	odd := false
	for _, s := range l.Items {
		odd = odd || !s.Set
		out = append(out, s.V)
	}
	if odd {
		w := jsonx.NewWriter(nil)
		w.BeginArray()
		for _, s := range l.Items {
			w.Raw(string(spelling(s)))
		}
		w.EndArray()
		r.keep(name, w.Bytes())
		return nil
	}
	return out
}

// hosted writes what is known of a tool that the vendor runs.
func (e *encoder) hosted(o jsonx.Object, t *pb.Tool) {
	h := t.Hosted
	if members := own(t.Extensions, "/filters"); len(h.AllowedDomains) > 0 || members != "" {
		if f, ok := o.Object("filters", members); ok {
			if len(h.AllowedDomains) > 0 {
				f.Strs("allowed_domains", h.AllowedDomains)
			}
			f.End()
		}
	}
	if l := h.UserLocation; l != nil {
		if u, ok := o.Object("user_location", own(t.Extensions, "/user_location")); ok {
			u.Str("type", "approximate")
			u.StrNonEmpty("city", l.City)
			u.StrNonEmpty("country", l.Country)
			u.StrNonEmpty("region", l.Region)
			u.StrNonEmpty("timezone", l.Timezone)
			u.End()
		}
	}
	o.StrNonEmpty("search_context_size", h.SearchContextSize)
	o.StrNonEmpty("server_label", h.ServerLabel)
	o.StrNonEmpty("server_url", h.ServerUrl)
	o.StrNonEmpty("authorization", h.Authorization)
	e.allowed(o, h.AllowedTools, own(t.Extensions, atAllowed))
}

func (e *encoder) allowed(o jsonx.Object, names []string, members string) {
	if members == "" {
		if len(names) > 0 {
			o.Strs("allowed_tools", names)
		}
		return
	}
	if f, ok := o.Object("allowed_tools", members); ok {
		if len(names) > 0 {
			f.Strs("tool_names", names)
		}
		f.End()
	}
}
