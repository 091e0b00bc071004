package claude

import (
	"strings"

	"github.com/interlingua/interlingua/adapters/canon"
	"github.com/interlingua/interlingua/adapters/jsonx"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// wireTool is one entry of tools: a function of the client's, or a tool that the vendor defines.
type wireTool struct{ tool *pb.Tool }

// UnmarshalJSONFrom reads the next value of dec, into the struct of its kind of tool.
func (t *wireTool) UnmarshalJSONFrom(dec *jsonx.Decoder) error {
	if dec.PeekKind() != '{' {
		return dec.Mismatch("object")
	}
	// Most tools are functions, and their type, if they have one, may stand behind a long schema.
	from := dec.Offset()
	var w wireFunction
	if err := jsonx.UnmarshalDecode(dec, &w); err != nil {
		return err
	}
	if w.Type.Set && w.Type.V != customType {
		var h wireHosted
		err := jsonx.UnmarshalText(dec.Since(from), &h)
		t.tool = h.tool()
		return err
	}
	t.tool = w.tool()
	return nil
}

// customType is the type of a tool that the client defines and runs; it may be left out.
const customType = "custom"

// wireFunction is a tool that the client defines and runs.
type wireFunction struct {
	Type         jsonx.String      `json:"type"`
	Name         jsonx.String      `json:"name"`
	Description  jsonx.String      `json:"description"`
	InputSchema  rawJSON           `json:"input_schema"`
	Strict       jsonx.Bool        `json:"strict"`
	DeferLoading jsonx.Bool        `json:"defer_loading"`
	Examples     rawJSON           `json:"input_examples"`
	CacheControl *wireCacheControl `json:"cache_control"`
	Unknown      jsonx.Value       `json:",inline,embed"`
}

func (w *wireFunction) tool() *pb.Tool {
	l := leftovers{unknown: w.Unknown}
	t := &pb.Tool{
		Kind:         pb.ToolKind_TOOL_KIND_FUNCTION,
		Name:         l.full("name", &w.Name),
		Description:  w.Description.Ptr(),
		Strict:       w.Strict.Ptr(),
		DeferLoading: w.DeferLoading.Ptr(),
	}
	if w.Type.Set {
		l.spell("type", jsonx.Quote(w.Type.V))
	}
	l.raw("type", w.Type.Raw)
	l.raw("description", w.Description.Raw)
	l.raw("strict", w.Strict.Raw)
	l.raw("defer_loading", w.DeferLoading.Raw)
	if s := string(w.InputSchema); s != "" && s != "null" {
		t.SchemaJson = &s
	}
	if w.Examples != "" {
		examples := string(w.Examples)
		for e := range jsonx.Elements(examples) {
			t.ExamplesJson = append(t.ExamplesJson, e)
		}
		if t.ExamplesJson == nil && examples != "null" {
			l.spell("input_examples", examples)
		}
	}
	t.Extensions = l.keep(nil)
	t.Cache, t.Extensions = w.CacheControl.hint(t.Extensions)
	return t
}

// writeTool writes one entry of tools as the next value.
func writeTool(w *jsonx.Writer, t *pb.Tool) {
	if t.Kind == pb.ToolKind_TOOL_KIND_HOSTED {
		writeHosted(w, t)
		return
	}
	o := w.Object(own(t.Extensions, ""))
	o.Str("name", t.Name)
	o.StrOpt("description", t.Description)
	if t.SchemaJson != nil {
		o.RawNonEmpty("input_schema", *t.SchemaJson)
	}
	o.BoolOpt("strict", t.Strict)
	o.BoolOpt("defer_loading", t.DeferLoading)
	if len(t.ExamplesJson) > 0 && o.Array("input_examples") {
		for _, e := range t.ExamplesJson {
			w.Raw(e)
		}
		o.EndArray()
	}
	writeCache(o, t.Cache, t.Extensions)
	o.End()
}

// atLocation is the place of the user's location inside a hosted tool.
const atLocation = "/user_location"

// wireHosted is a tool that the vendor defines, and mostly runs.
type wireHosted struct {
	Type           jsonx.String      `json:"type"`
	Name           jsonx.String      `json:"name"`
	AllowedDomains wireStrings       `json:"allowed_domains"`
	BlockedDomains wireStrings       `json:"blocked_domains"`
	UserLocation   *wireLocation     `json:"user_location"`
	MaxUses        jsonx.Int32       `json:"max_uses"`
	DeferLoading   jsonx.Bool        `json:"defer_loading"`
	ServerName     jsonx.String      `json:"mcp_server_name"`
	Configs        jsonx.Value       `json:"configs"`
	DefaultConfig  jsonx.Value       `json:"default_config"`
	CacheControl   *wireCacheControl `json:"cache_control"`
	Unknown        jsonx.Value       `json:",inline,embed"`
}

// wireLocation is a rough place of the user.
type wireLocation struct {
	Type     jsonx.String `json:"type"`
	City     jsonx.String `json:"city"`
	Region   jsonx.String `json:"region"`
	Country  jsonx.String `json:"country"`
	Timezone jsonx.String `json:"timezone"`
	Unknown  jsonx.Value  `json:",inline,embed"`
}

func (w *wireHosted) tool() *pb.Tool {
	l := leftovers{unknown: w.Unknown}
	h := &pb.HostedTool{
		Kind:           hostedKind(w.Type.V),
		Type:           w.Type.V,
		AllowedDomains: w.AllowedDomains.list,
		BlockedDomains: w.BlockedDomains.list,
		MaxUses:        w.MaxUses.Ptr(),
		ServerLabel:    l.text("mcp_server_name", &w.ServerName),
	}
	t := &pb.Tool{
		Kind:         pb.ToolKind_TOOL_KIND_HOSTED,
		Name:         l.text("name", &w.Name),
		Hosted:       h,
		DeferLoading: w.DeferLoading.Ptr(),
	}
	l.raw("allowed_domains", w.AllowedDomains.other)
	l.raw("blocked_domains", w.BlockedDomains.other)
	l.raw("max_uses", w.MaxUses.Raw)
	l.raw("defer_loading", w.DeferLoading.Raw)
	t.Extensions = keepToolset(h, string(w.Configs), string(w.DefaultConfig), &l)
	if w.UserLocation != nil {
		h.UserLocation, t.Extensions = w.UserLocation.location(t.Extensions)
	}
	t.Cache, t.Extensions = w.CacheControl.hint(t.Extensions)
	return t
}

// hostedKind finds what a type of hosted tool does by the beginning of its name.
func hostedKind(kind string) pb.HostedKind {
	for _, h := range hostedTypes {
		if strings.HasPrefix(kind, h.wire) {
			return h.value
		}
	}
	return pb.HostedKind_HOSTED_KIND_UNSPECIFIED
}

func (w *wireLocation) location(exts []*pb.Extension) (*pb.UserLocation, []*pb.Extension) {
	l := leftovers{at: atLocation, unknown: w.Unknown}
	l.constant("type", "approximate", &w.Type)
	loc := &pb.UserLocation{
		City:     l.text("city", &w.City),
		Region:   l.text("region", &w.Region),
		Country:  l.text("country", &w.Country),
		Timezone: l.text("timezone", &w.Timezone),
	}
	return loc, l.keep(exts)
}

func writeHosted(w *jsonx.Writer, t *pb.Tool) {
	h := t.GetHosted()
	o := w.Object(own(t.Extensions, ""))
	o.Str("type", h.GetType())
	o.StrNonEmpty("name", t.Name)
	o.StrNonEmpty("mcp_server_name", h.GetServerLabel())
	if len(h.GetAllowedDomains()) > 0 {
		o.Strs("allowed_domains", h.AllowedDomains)
	}
	if len(h.GetBlockedDomains()) > 0 {
		o.Strs("blocked_domains", h.BlockedDomains)
	}
	o.Int32Opt("max_uses", h.MaxUses)
	if loc := h.GetUserLocation(); loc != nil {
		if l, ok := o.Object("user_location", own(t.Extensions, atLocation)); ok {
			l.Str("type", "approximate")
			l.StrNonEmpty("city", loc.City)
			l.StrNonEmpty("region", loc.Region)
			l.StrNonEmpty("country", loc.Country)
			l.StrNonEmpty("timezone", loc.Timezone)
			l.End()
		}
	}
	writeToolset(o, h)
	o.BoolOpt("defer_loading", t.DeferLoading)
	writeCache(o, t.Cache, t.Extensions)
	o.End()
}

// keepUnknownMember keeps one member that has no field for objects of this kind.
func keepUnknownMember(exts []*pb.Extension, name, raw string) []*pb.Extension {
	if raw == "" || raw == "null" {
		return exts
	}
	return canon.KeepUnknown(exts, dialect, "", jsonx.Wrap(name, raw))
}
