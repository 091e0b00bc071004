package canon

import (
	"strings"

	"google.golang.org/protobuf/reflect/protoreflect"

	"github.com/interlingua/interlingua/adapters/jsonx"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// What is not a loss. Each line of the list is one function or table here; comparisons ask no other.

// String or array content, echo of the request, ids, timestamps, transport: these fields are not compared. (Extensions of
// kinds spelling and transport are left out in equivalent_extensions.go.)
var notCompared = setOf(
	"GenerateRequest.origin", "GenerateRequest.instructions_form", "GenerateRequest.messages_form",
	"GenerateRequest.stream_usage", // every other stream says its usage unasked
	"ReasoningConfig.include_seal", // every dialect that has seals gives them unasked; one without reports it
	"Message.origin", "Message.role", "Message.id", "Message.form",
	"GenerateResponse.origin", "GenerateResponse.id", "GenerateResponse.create_time",
	"GenerateResponse.status", // said by finish and error
	"Finish.raw", "Citation.type", "Citation.start", "Citation.end",
	"Error.origin", "Error.type", "Error.vendor_code", "Error.param", "Error.retry_after_ms", "Error.http_status",
	"Error.request_id",
	"Tool.name", "Tool.kind", "Tool.description", "OutputConfig.modalities", // compared by hand
	"HostedTool.type",
)

// Default values: what a field means where it is not set, in one word or another.
var defaults = valuesOf(map[string]string{
	"GenerateRequest.candidate_count": "1", "GenerateRequest.stream": "false", "GenerateRequest.service_tier": "auto",
	"GenerateResponse.service_tier": "auto default",
	"Sampling.temperature":          "1", "Sampling.top_p": "1", "Sampling.frequency_penalty": "0",
	"Sampling.presence_penalty": "0", "Sampling.logprobs": "false", "Sampling.top_logprobs": "0",
	"OutputFormat.media_type": "text/plain", "OutputFormat.strict": "false", "OutputFormat.name": "response",
	"OutputConfig.verbosity": "medium", "ReasoningConfig.visibility": "1", // shown when asked for
	"Continuation.store": "false", "Continuation.background": "false",
	"Tool.strict": "false", "Tool.defer_loading": "false", "HostedTool.search_context_size": "medium",
	"ToolChoice.parallel": "true", "Media.detail": "auto", "Media.citations_enabled": "false", "Message.status": "completed",
	"Usage.input_tokens": "0", "Usage.cache_read_tokens": "0", "Usage.cache_write_tokens": "0",
	"Usage.cache_write_5m_tokens": "0", "Usage.cache_write_1h_tokens": "0", "Usage.tool_input_tokens": "0",
	"Usage.input_audio_tokens": "0", "Usage.input_image_tokens": "0", "Usage.output_tokens": "0", "Usage.reasoning_tokens": "0",
	"Usage.output_audio_tokens": "0", "Usage.output_image_tokens": "0", "Usage.total_tokens": "0",
})

// A max_tokens that a target needs, and what else a target may have to say where the source left it to the vendor.
var mayAppear = setOf(
	"GenerateRequest.max_output_tokens", "CacheHint.ttl_seconds", "OutputFormat.name", "OutputFormat.strict",
	"Media.kind", "Media.media_type", "Message.status", "Usage.total_tokens",
)

// What a target without a word for it does anyway: a schema for the answer is followed strictly.
var impliedBySilence = setOf("OutputFormat.strict")

// Merged neighbours of one role: a conversation is compared as the sequence of what is said, see sayings.

// roleOf is the author of a part: items of a model's output have no role of their own.
func roleOf(m *pb.Message) pb.Role {
	if m.Role == pb.Role_ROLE_UNSPECIFIED {
		return pb.Role_ROLE_ASSISTANT
	}
	return m.Role
}

// Tool results moved before other user content: results are compared by their calls, see results.
// Rewritten call ids with their links kept: calls are compared by their place, see callLinks.

// sameArguments: arguments as text or object; none are the empty object.
func sameArguments(a, b string) bool {
	return a == b || sameJSON(orEmptyObject(a), orEmptyObject(b))
}

func orEmptyObject(s string) string {
	if strings.TrimSpace(s) == "" {
		return "{}"
	}
	return s
}

// sameJSON: member order and spelling of numbers and strings.
func sameJSON(a, b string) bool { return a == b || jsonx.Equal([]byte(a), []byte(b)) }

// blank: whitespace-only text left out.
func blank(s string) bool { return strings.TrimSpace(s) == "" }

// sameResultText: a tool result wrapped as the target needs it. An object with a sole member output, result or error is
// what that member holds.
func sameResultText(a, b string) bool {
	return a == b || sameJSON(a, b) || sameJSON(unwrapped(a), b) || sameJSON(a, unwrapped(b))
}

func unwrapped(s string) string {
	if jsonx.KindOf(s) != '{' || !jsonx.ValidText(s) {
		return s
	}
	inner, members := s, 0
	for name, value := range jsonx.Members(s) {
		if members++; name != "output" && name != "result" && name != "error" {
			return s
		}
		inner = value
	}
	if members != 1 {
		return s
	}
	if text, ok := jsonx.Unquote(inner); ok {
		return text
	}
	return inner
}

// sameParameters: schema spellings; arguments are an object also where the schema does not say so.
func sameParameters(a, b string) bool { return a == b || SameSchema(asParameters(a), asParameters(b)) }

func asParameters(s string) string {
	if _, typed := jsonx.Get(s, "type"); !typed {
		s = jsonx.Merge(s, `{"type":"object"}`)
	}
	if _, named := jsonx.Get(s, "properties"); !named {
		s = jsonx.Merge(s, `{"properties":{}}`)
	}
	return s
}

// isAlias: a reversible alias for an illegal tool name, or for one that is taken or stands in a namespace.
func isAlias(alias, namespace, name string) bool {
	if namespace == "" && alias == name || namespace != "" && alias == namespace+"__"+name {
		return true
	}
	return strings.HasSuffix(alias, aliasTail(namespace, name))
}

// sameTool reports whether two names of tools are one, alias or not.
func sameTool(nsA, a, nsB, b string) bool {
	return nsA == nsB && a == b || nsB == "" && isAlias(b, nsA, a) || nsA == "" && isAlias(a, nsB, b)
}

// isStub: stub tools for a history without tools.
func isStub(t *pb.Tool, called func(namespace, name string) bool) bool {
	return t.Description == nil && sameParameters(t.GetSchemaJson(), "") && called("", t.Name)
}

// setOf makes a set of the fields of the model, by their names without the package.
func setOf(names ...string) map[protoreflect.FullName]bool {
	set := make(map[protoreflect.FullName]bool, len(names))
	for _, n := range names {
		set[modelPackage+protoreflect.FullName(n)] = true
	}
	return set
}

func valuesOf(of map[string]string) map[protoreflect.FullName]string {
	out := make(map[protoreflect.FullName]string, len(of))
	for n, v := range of {
		out[modelPackage+protoreflect.FullName(n)] = v
	}
	return out
}

const modelPackage = "interlingua.v1beta1."
