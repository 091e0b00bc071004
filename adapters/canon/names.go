package canon

import (
	"crypto/sha256"
	"encoding/hex"

	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// NameRule says which tool names a dialect takes.
type NameRule struct {
	// Max is the longest name, in bytes.
	Max int
	// First and Rest say which bytes may begin and continue a name.
	First, Rest func(byte) bool
}

// WordByte reports whether c is an ASCII letter, a digit, an underscore or a hyphen.
func WordByte(c byte) bool {
	return c == '_' || c == '-' || '0' <= c && c <= '9' || 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z'
}

// Legal reports whether the rule takes a name.
func (r NameRule) Legal(name string) bool {
	if name == "" || len(name) > r.Max || !r.First(name[0]) {
		return false
	}
	for i := 1; i < len(name); i++ {
		if !r.Rest(name[i]) {
			return false
		}
	}
	return true
}

// Names maps the tools of one request to names that a target takes, and back. The mapping depends on the request alone,
// so that the answer's decoder, given the same request, undoes what the request's encoder did.
type Names struct {
	rule    NameRule
	aliases map[toolKey]string
	tools   map[string]ToolName
}

type toolKey struct{ namespace, name string }

// ToolName is a tool as the client declared it.
type ToolName struct {
	// Namespace and Name are the declared ones.
	Namespace, Name string
	// Kind is the declared kind.
	Kind pb.ToolKind
}

// NewNames maps the tools of a request, those that tool changes bring in included, and the names that occur in its
// history. A tool of a namespace becomes ns__name. A name that the rule does not take, or that another tool has already,
// becomes a sanitised one with eight hex digits of a hash behind it. req may be nil.
func NewNames(req *pb.GenerateRequest, rule NameRule) *Names {
	n := &Names{rule: rule}
	declared := declaredTools(req)
	if len(declared) == 0 {
		return n
	}
	n.aliases, n.tools = make(map[toolKey]string, len(req.Tools)), make(map[string]ToolName, len(req.Tools))
	// Names that are legal as they stand come first, so that no alias takes one away.
	for _, pass := range []bool{true, false} {
		for _, t := range declared {
			if (t.Namespace == "" && rule.Legal(t.Name)) == pass {
				n.add(t)
			}
		}
	}
	return n
}

// Alias gives the name by which the target knows a tool.
func (n *Names) Alias(namespace, name string) string {
	if a, ok := n.aliases[toolKey{namespace, name}]; ok {
		return a
	}
	if namespace == "" && n.rule.Legal(name) {
		return name
	}
	return n.sanitise(namespace, name, false)
}

// Restore gives the tool that the target calls by a name. For a name that the request did not declare it returns the name
// itself and kind unspecified.
func (n *Names) Restore(alias string) ToolName {
	if t, ok := n.tools[alias]; ok {
		return t
	}
	return ToolName{Name: alias}
}

func (n *Names) add(t ToolName) {
	key := toolKey{t.Namespace, t.Name}
	if _, ok := n.aliases[key]; ok {
		return
	}
	alias := t.Name
	if t.Namespace != "" || !n.rule.Legal(t.Name) {
		alias = n.sanitise(t.Namespace, t.Name, false)
	}
	if _, taken := n.tools[alias]; taken {
		alias = n.sanitise(t.Namespace, t.Name, true)
	}
	n.aliases[key] = alias
	n.tools[alias] = t
}

// sanitise makes a legal name. Joined namespaces explain themselves and stay readable where the rule allows; all else
// gets a hash so that no two tools meet.
func (n *Names) sanitise(namespace, name string, hash bool) string {
	full := name
	if namespace != "" {
		full = namespace + "__" + name
	}
	if !hash && n.rule.Legal(full) {
		return full
	}
	tail := aliasTail(namespace, name)
	clean := make([]byte, 0, len(full))
	for i := 0; i < len(full); i++ {
		c := full[i]
		switch {
		case len(clean) == 0 && !n.rule.First(c):
			clean = append(clean, 't')
			if n.rule.Rest(c) {
				clean = append(clean, c)
			}
		case n.rule.Rest(c):
			clean = append(clean, c)
		default:
			clean = append(clean, '_')
		}
	}
	if len(clean) == 0 {
		clean = append(clean, 't')
	}
	if limit := n.rule.Max - len(tail); len(clean) > limit {
		clean = clean[:limit]
	}
	return string(clean) + tail
}

// aliasTail is the hash by which an alias tells its tool from all others.
func aliasTail(namespace, name string) string {
	sum := sha256.Sum256([]byte(namespace + "\x00" + name))
	return "_" + hex.EncodeToString(sum[:4])
}

// declaredTools lists the tools that a request names: declared, brought in by changes, and called in its history.
func declaredTools(req *pb.GenerateRequest) []ToolName {
	var out []ToolName
	if n := len(req.GetTools()); n > 0 {
		out = make([]ToolName, 0, n+len(req.Messages))
	}
	add := func(tools []*pb.Tool) { out = appendDeclared(out, "", tools) }
	add(req.GetTools())
	for _, m := range req.GetMessages() {
		for _, p := range m.Parts {
			if c := p.GetToolChanges(); c != nil {
				add(c.Add)
			}
		}
	}
	for _, m := range req.GetMessages() {
		for _, p := range m.Parts {
			if c := clientCall(p); c != nil {
				out = append(out, ToolName{Namespace: c.Namespace, Name: c.Name, Kind: c.Kind})
			}
		}
	}
	return out
}

func appendDeclared(out []ToolName, namespace string, tools []*pb.Tool) []ToolName {
	for _, t := range tools {
		switch t.Kind {
		case pb.ToolKind_TOOL_KIND_NAMESPACE:
			out = appendDeclared(out, t.Name, t.Tools)
		case pb.ToolKind_TOOL_KIND_HOSTED:
			// Called by no name of the client's; a hosted tool that the client runs is declared by its own adapter.
		default:
			out = append(out, ToolName{Namespace: namespace, Name: t.Name, Kind: t.Kind})
		}
	}
	return out
}
