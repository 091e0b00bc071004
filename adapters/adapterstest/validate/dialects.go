package validate

import (
	"maps"
	"slices"
	"strings"

	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// dialect is all that is known of a dialect's documents.
type dialect struct {
	// defs are the named rules that ref refers to.
	defs                       []map[string]rule
	request, response, failure form
	// stream checks an event stream.
	stream func(c *check, sse []byte)
}

// form is all that is known of one kind of document.
type form struct {
	// normal brings a document into the one form that the rules are for; nil where there is one only.
	normal func(doc any) any
	shape  rule
	laws   []law
	// described names the vendor's own schema.
	described description
}

// description names a schema in a vendor's own description; the zero value means that there is none.
type description struct{ file, schema string }

// dialects is the whole table.
var dialects = map[pb.Dialect]dialect{
	pb.Dialect_DIALECT_RESPONSES: {
		defs: []map[string]rule{
			responsesRequestDefs, responsesPartDefs, responsesItemDefs, responsesToolDefs, responsesResponseDefs, responsesEventDefs,
		},
		request: form{
			shape: responsesRequest, laws: slices.Concat(responsesOptionLaws, responsesTurnLaws),
			described: description{"openai", "CreateResponse"},
		},
		response: form{shape: responsesResponse, laws: responsesResponseLaws, described: description{"openai", "Response"}},
		failure:  form{shape: openaiError, laws: openaiErrorLaws, described: description{"openai", "ErrorResponse"}},
		stream:   checkResponsesStream,
	},
	pb.Dialect_DIALECT_CHAT: {
		defs:    []map[string]rule{chatRequestDefs, chatMessageDefs, chatResponseDefs, chatStreamDefs},
		request: form{shape: chatRequest, laws: chatRequestLaws, described: description{"openai", "CreateChatCompletionRequest"}},
		response: form{
			shape: chatResponse, laws: chatResponseLaws, described: description{"openai", "CreateChatCompletionResponse"},
		},
		failure: form{shape: openaiError, laws: openaiErrorLaws, described: description{"openai", "ErrorResponse"}},
		stream:  checkChatStream,
	},
	pb.Dialect_DIALECT_CLAUDE: {
		defs: []map[string]rule{
			claudeRequestDefs, claudeToolDefs, claudeBlockDefs, claudeResultDefs, claudeAnswerDefs, claudeStreamDefs,
		},
		request: form{
			shape: claudeRequest, laws: slices.Concat(claudeTurnLaws, claudeOptionLaws, claudeModelLaws, claudeVersionLaws),
		},
		response: form{shape: claudeResponse, laws: claudeResponseLaws},
		failure:  form{shape: claudeError, laws: claudeErrorLaws},
		stream:   checkClaudeStream,
	},
	pb.Dialect_DIALECT_GEMINI: {
		defs: []map[string]rule{geminiRequestDefs, geminiPartDefs, geminiToolDefs, geminiResponseDefs, geminiMetadataDefs},
		request: form{
			normal: geminiCamel, shape: geminiRequest, laws: slices.Concat(geminiTurnLaws, geminiOptionLaws),
			described: description{"gemini", "GenerateContentRequest"},
		},
		response: form{
			shape: geminiResponse, laws: geminiResponseLaws,
			described: description{"gemini", "GenerateContentResponse"},
		},
		failure: form{shape: geminiError, laws: geminiErrorLaws},
		stream:  checkGeminiStream,
	},
}

// start begins the check of a document.
func (d dialect) start() *check {
	c := &check{defs: map[string]rule{}}
	for _, defs := range d.defs {
		maps.Copy(c.defs, defs)
	}
	return c
}

// fits reports a word that is not one of those that go with something else; none listed means that any goes.
func fits(c *check, at, name string, words []string) {
	if len(words) > 0 && !slices.Contains(words, name) {
		c.fail(at, "%.40q does not go with the status, but %s", name, strings.Join(words, " or "))
	}
}
