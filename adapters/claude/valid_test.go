package claude_test

import (
	"encoding/json"
	"fmt"
	"regexp"
	"strings"
)

// What a request of the dialect must be, as far as the service is known to refuse it otherwise.

type object = map[string]any

var (
	legalID   = regexp.MustCompile(`^[a-zA-Z0-9_-]+$`)
	legalName = regexp.MustCompile(`^[a-zA-Z0-9_-]{1,128}$`)
)

// checkRequest lists what is wrong with a request.
func checkRequest(body []byte) []string {
	c := &requestChecker{}
	if err := json.Unmarshal(body, &c.req); err != nil {
		return []string{"not JSON: " + err.Error()}
	}
	c.top()
	c.tools()
	c.messages()
	c.cacheMarks()
	return c.faults
}

type requestChecker struct {
	req    object
	faults []string
}

func (c *requestChecker) fault(format string, args ...any) {
	c.faults = append(c.faults, fmt.Sprintf(format, args...))
}

func list(v any) []any {
	l, _ := v.([]any)
	return l
}

func obj(v any) object {
	o, _ := v.(object)
	return o
}

func str(v any) string {
	s, _ := v.(string)
	return s
}

func (c *requestChecker) thinks() bool {
	t := str(obj(c.req["thinking"])["type"])
	return t == "enabled" || t == "adaptive"
}

func (c *requestChecker) top() {
	limit, ok := c.req["max_tokens"].(float64)
	if !ok {
		c.fault("max_tokens is missing")
	}
	t := obj(c.req["thinking"])
	if b, ok := t["budget_tokens"].(float64); ok && (b < 1024 || b >= limit) {
		c.fault("budget_tokens %v does not fit max_tokens %v", b, limit)
	}
	if t["type"] == "enabled" && t["budget_tokens"] == nil {
		c.fault("enabled without a budget")
	}
	if v, ok := c.req["temperature"].(float64); ok && (v < 0 || v > 1 || c.thinks() && v != 1) {
		c.fault("temperature %v", v)
	}
	if c.thinks() && c.req["top_k"] != nil {
		c.fault("top_k beside thinking")
	}
	if v, ok := c.req["top_p"].(float64); ok && c.thinks() && v < 0.95 {
		c.fault("top_p beside thinking")
	}
	for _, s := range list(c.req["stop_sequences"]) {
		if strings.TrimSpace(str(s)) == "" {
			c.fault("blank stop sequence")
		}
	}
	for _, b := range list(c.req["system"]) {
		c.text(obj(b), "system")
	}
}

func (c *requestChecker) tools() {
	names := map[string]bool{}
	tools := list(c.req["tools"])
	for i, v := range tools {
		t := obj(v)
		name := str(t["name"])
		if t["type"] == nil || t["type"] == "custom" {
			if !legalName.MatchString(name) {
				c.fault("tools/%d: name %q", i, name)
			}
			if obj(t["input_schema"])["type"] != "object" {
				c.fault("tools/%d: input_schema is no object", i)
			}
		}
		if name != "" && names[name] {
			c.fault("tools/%d: name twice: %q", i, name)
		}
		names[name] = true
	}
	choice := obj(c.req["tool_choice"])
	if choice == nil {
		return
	}
	if len(tools) == 0 {
		c.fault("tool_choice without tools")
	}
	kind := str(choice["type"])
	if kind == "tool" && !names[str(choice["name"])] {
		c.fault("tool_choice names no tool: %v", choice)
	}
	if c.thinks() && (kind == "any" || kind == "tool") {
		c.fault("tool_choice %s beside thinking", kind)
	}
	if kind == "none" && choice["disable_parallel_tool_use"] != nil {
		c.fault("none has no parallel flag")
	}
}

func (c *requestChecker) text(b object, at string) {
	if strings.TrimSpace(str(b["text"])) == "" {
		c.fault("%s: blank text", at)
	}
}

func (c *requestChecker) messages() {
	messages := list(c.req["messages"])
	if len(messages) == 0 {
		c.fault("no messages")
	}
	calls := []string{}
	last := ""
	for i, v := range messages {
		m := obj(v)
		role := str(m["role"])
		if i == 0 && role != "user" {
			c.fault("the first message is of %s", role)
		}
		if role == last {
			c.fault("messages/%d: %s again", i, role)
		}
		if role == "system" && last != "user" {
			c.fault("messages/%d: system after %s", i, last)
		}
		if last == "system" && role != "assistant" {
			c.fault("messages/%d: %s after system", i, role)
		}
		last = role
		content := list(m["content"])
		if _, isText := m["content"].(string); !isText && len(content) == 0 {
			c.fault("messages/%d: no content", i)
		}
		calls = c.blocks(content, role, fmt.Sprintf("messages/%d", i), calls)
	}
	if last == "assistant" && c.thinks() && len(calls) == 0 {
		c.fault("a prefill beside thinking")
	}
	if last == "assistant" && len(calls) > 0 {
		c.fault("open calls: the end is open %v", calls)
	}
}

// blocks checks the blocks of a message and gives the ids of the calls in it.
func (c *requestChecker) blocks(content []any, role, at string, open []string) []string {
	var calls []string
	answered, others := map[string]bool{}, false
	for j, v := range content {
		b, at := obj(v), fmt.Sprintf("%s/content/%d", at, j)
		switch kind := str(b["type"]); kind {
		case "text":
			c.text(b, at)
			others = true
		case "tool_use":
			id := str(b["id"])
			if role != "assistant" || !legalID.MatchString(id) {
				c.fault("%s: tool_use %q of %s", at, id, role)
			}
			if obj(b["input"]) == nil {
				c.fault("%s: input is no object", at)
			}
			calls = append(calls, id)
		case "tool_result":
			if role != "user" || others {
				c.fault("%s: a result that does not come first", at)
			}
			answered[str(b["tool_use_id"])] = true
			for _, inner := range list(b["content"]) {
				if i := obj(inner); i["type"] == "text" {
					c.text(i, at)
				}
			}
		case "image":
			s := obj(b["source"])
			if s["type"] == "base64" && !regexp.MustCompile(`^image/(jpeg|png|gif|webp)$`).MatchString(str(s["media_type"])) {
				c.fault("%s: media type %v", at, s["media_type"])
			}
			fallthrough
		default:
			others = true
			if role == "assistant" && (kind == "image" || kind == "document") {
				c.fault("%s: %s of the assistant", at, kind)
			}
			if b["cache_control"] != nil && strings.HasSuffix(kind, "thinking") {
				c.fault("%s: a mark on thinking", at)
			}
		}
	}
	if role == "user" {
		for _, id := range open {
			if !answered[id] {
				c.fault("%s: no result for %q", at, id)
			}
		}
		for id := range answered {
			if !strings.Contains(" "+strings.Join(open, " ")+" ", " "+id+" ") {
				c.fault("%s: a result for no call: %q", at, id)
			}
		}
	}
	return calls
}

func (c *requestChecker) cacheMarks() {
	var ttls []string
	var walk func(v any)
	walk = func(v any) {
		switch v := v.(type) {
		case []any:
			for _, e := range v {
				walk(e)
			}
		case object:
			if m := obj(v["cache_control"]); m != nil {
				ttl := str(m["ttl"])
				if ttl == "" {
					ttl = "5m"
				}
				ttls = append(ttls, ttl)
			}
			if v["type"] == "tool_result" {
				walk(v["content"])
			}
		}
	}
	walk(c.req["tools"])
	walk(c.req["system"])
	for _, m := range list(c.req["messages"]) {
		walk(obj(m)["content"])
	}
	if len(ttls) > 4 {
		c.fault("%d breakpoints", len(ttls))
	}
	if i := strings.Index(strings.Join(ttls, " "), "5m"); i >= 0 && strings.Contains(strings.Join(ttls, " ")[i:], "1h") {
		c.fault("breakpoints %v", ttls)
	}
}
