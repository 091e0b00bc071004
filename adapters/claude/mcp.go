package claude

import (
	"slices"

	"github.com/interlingua/interlingua/adapters/canon"
	"github.com/interlingua/interlingua/adapters/jsonx"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// A remote MCP server is one hosted tool of the canonical model. On the wire it is an entry of mcp_servers, and in newer
// requests an entry of tools of type mcp_toolset that names the server; older ones have the entry of mcp_servers only.
const (
	mcpToolset = "mcp_toolset"
	// mcpServer is the type of an entry of mcp_servers, and of a hosted tool that stands for nothing else.
	mcpServer = "url"

	// atServer is where a hosted tool keeps what its entry of mcp_servers holds beside.
	atServer       = "/mcp_server"
	atServerConfig = "/mcp_server/tool_configuration"
)

// allowNone and allowOne are the configurations by which a toolset allows some tools only.
const (
	allowNone = `{"enabled":false}`
	allowOne  = `{"enabled":true}`
)

// wireServers is the list of MCP servers.
type wireServers struct {
	raw  string
	list []wireServer
}

// wireServer is one MCP server.
type wireServer struct {
	Type          jsonx.String      `json:"type"`
	Name          jsonx.String      `json:"name"`
	URL           jsonx.String      `json:"url"`
	Authorization jsonx.String      `json:"authorization_token"`
	Configuration *wireServerConfig `json:"tool_configuration"`
	Unknown       jsonx.Value       `json:",inline,embed"`
}

type wireServerConfig struct {
	AllowedTools wireStrings `json:"allowed_tools"`
	Unknown      jsonx.Value `json:",inline,embed"`
}

// UnmarshalJSONFrom reads the next value of dec.
func (s *wireServers) UnmarshalJSONFrom(dec *jsonx.Decoder) error {
	from := dec.Offset()
	if err := jsonx.UnmarshalDecode(dec, &s.list); err != nil || s.list == nil {
		return err
	}
	s.raw = dec.Since(from)
	return nil
}

// addServers joins the MCP servers of a request with the toolsets that name them, and adds the others as tools of their
// own behind the rest.
func (s *wireServers) addServers(req *pb.GenerateRequest) {
	if s.raw == "" {
		return
	}
	joined := make([]bool, len(s.list))
	last, inOrder := -1, true
	for _, t := range req.Tools {
		h := t.GetHosted()
		if h.GetType() != mcpToolset {
			continue
		}
		for i := range s.list {
			if !joined[i] && s.list[i].Name.V == h.ServerLabel {
				joined[i] = true
				inOrder = inOrder && i > last
				last = i
				s.list[i].join(t)
				break
			}
		}
	}
	for i := range s.list {
		if !joined[i] {
			inOrder = inOrder && i > last
			last = i
			t := &pb.Tool{Kind: pb.ToolKind_TOOL_KIND_HOSTED, Hosted: &pb.HostedTool{
				Kind: pb.HostedKind_HOSTED_KIND_MCP, Type: mcpServer,
			}}
			s.list[i].join(t)
			req.Tools = append(req.Tools, t)
		}
	}
	// The writer follows the order of the tools, and knows a server by its address: anything else is spelled.
	nowhere := slices.ContainsFunc(s.list, func(w wireServer) bool { return w.URL.V == "" })
	if !inOrder || nowhere || len(s.list) == 0 {
		req.Extensions = canon.KeepSpelling(req.Extensions, dialect, "", "mcp_servers", s.raw)
	}
}

// join puts what a server says into the tool that stands for it.
func (s *wireServer) join(t *pb.Tool) {
	l := leftovers{at: atServer, unknown: s.Unknown}
	l.constant("type", mcpServer, &s.Type)
	h := t.Hosted
	h.ServerLabel = l.full("name", &s.Name)
	h.ServerUrl = l.full("url", &s.URL)
	h.Authorization = l.text("authorization_token", &s.Authorization)
	t.Extensions = l.keep(t.Extensions)
	if s.Configuration == nil {
		return
	}
	c := leftovers{at: atServerConfig, unknown: s.Configuration.Unknown}
	c.raw("allowed_tools", s.Configuration.AllowedTools.other)
	allowed := s.Configuration.AllowedTools.list
	switch {
	case h.Type == mcpServer:
		h.AllowedTools = allowed
	case len(allowed) > 0:
		// A toolset says itself which tools it allows.
		c.unknown = jsonx.Value(jsonx.Merge(string(c.unknown), jsonx.Wrap("allowed_tools", stringList(allowed))))
	}
	if len(allowed) == 0 && !c.spelled && len(c.unknown) == 0 {
		t.Extensions = canon.KeepSpelling(t.Extensions, dialect, atServer, "tool_configuration", "{}")
		return
	}
	t.Extensions = c.keep(t.Extensions)
}

func stringList(list []string) string {
	w := jsonx.NewWriter(nil)
	w.BeginArray()
	for _, s := range list {
		w.Str(s)
	}
	w.EndArray()
	return string(w.Bytes())
}

// writeServers writes the entries of mcp_servers for those tools that have one.
func writeServers(o jsonx.Object, tools []*pb.Tool) {
	open := false
	for _, t := range tools {
		if h := t.GetHosted(); h.GetKind() == pb.HostedKind_HOSTED_KIND_MCP && h.ServerUrl != "" {
			if !open && !o.Array("mcp_servers") {
				return
			}
			open = true
			writeServer(o.Writer(), t)
		}
	}
	if open {
		o.EndArray()
	}
}

func writeServer(w *jsonx.Writer, t *pb.Tool) {
	h := t.Hosted
	s := w.Object(own(t.Extensions, atServer))
	s.Str("type", mcpServer)
	s.Str("url", h.ServerUrl)
	s.Str("name", h.ServerLabel)
	s.StrNonEmpty("authorization_token", h.Authorization)
	members := own(t.Extensions, atServerConfig)
	allowed := h.Type == mcpServer && len(h.AllowedTools) > 0
	if allowed || members != "" {
		if c, ok := s.Object("tool_configuration", members); ok {
			if allowed {
				c.Strs("allowed_tools", h.AllowedTools)
			}
			c.End()
		}
	}
	s.End()
}

// keepToolset reads which tools a toolset allows where it says so in the plain way, and keeps everything else.
func keepToolset(h *pb.HostedTool, configs, standard string, l *leftovers) []*pb.Extension {
	plain := jsonx.Compact(standard) == allowNone
	var allowed []string
	for name, config := range jsonx.Members(configs) {
		plain = plain && jsonx.Compact(config) == allowOne
		allowed = append(allowed, name)
	}
	exts := l.keep(nil)
	if plain && len(allowed) > 0 {
		h.AllowedTools = allowed
		return exts
	}
	return keepUnknownMember(keepUnknownMember(exts, "default_config", standard), "configs", configs)
}

// writeToolset writes which tools of a server are allowed.
func writeToolset(o jsonx.Object, h *pb.HostedTool) {
	if h.GetType() != mcpToolset || len(h.AllowedTools) == 0 {
		return
	}
	o.Raw("default_config", allowNone)
	if c, ok := o.Object("configs", ""); ok {
		for i, name := range h.AllowedTools {
			if !slices.Contains(h.AllowedTools[:i], name) {
				c.Raw(name, allowOne)
			}
		}
		c.End()
	}
}
