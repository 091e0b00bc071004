package api

import (
	"net/http"
	"slices"
	"strings"

	"github.com/prometheus/client_golang/prometheus/promhttp"

	"github.com/interlingua/interlingua/adapters"
	"github.com/interlingua/interlingua/adapters/canon"
	"github.com/interlingua/interlingua/gateway/engine"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// endpoint is one path at which clients call.
type endpoint struct {
	method, path string
	dialect      pb.Dialect
	handle       func(*Server, adapters.Adapter) http.HandlerFunc
}

// endpoints are all paths for calls of a dialect. OpenAI's and Claude's also stand without their /v1, since SDKs and relays
// differ in what a base URL is.
var endpoints = []endpoint{
	{"POST", "/v1/responses", pb.Dialect_DIALECT_RESPONSES, (*Server).generate},
	{"POST", "/responses", pb.Dialect_DIALECT_RESPONSES, (*Server).generate},
	{"GET", "/v1/responses", pb.Dialect_DIALECT_RESPONSES, (*Server).upgrade},
	{"GET", "/responses", pb.Dialect_DIALECT_RESPONSES, (*Server).upgrade},
	{"POST", "/v1/responses/input_tokens", pb.Dialect_DIALECT_RESPONSES, (*Server).countTokens},
	{"POST", "/responses/input_tokens", pb.Dialect_DIALECT_RESPONSES, (*Server).countTokens},
	{"POST", "/v1/chat/completions", pb.Dialect_DIALECT_CHAT, (*Server).generate},
	{"POST", "/chat/completions", pb.Dialect_DIALECT_CHAT, (*Server).generate},
	{"POST", "/v1/messages", pb.Dialect_DIALECT_CLAUDE, (*Server).generate},
	{"POST", "/messages", pb.Dialect_DIALECT_CLAUDE, (*Server).generate},
	{"POST", "/v1/messages/count_tokens", pb.Dialect_DIALECT_CLAUDE, (*Server).countTokens},
	{"POST", "/messages/count_tokens", pb.Dialect_DIALECT_CLAUDE, (*Server).countTokens},
	{"POST", "/v1beta/{call...}", pb.Dialect_DIALECT_GEMINI, (*Server).modelCall},
	{"POST", "/v1/models/{call...}", pb.Dialect_DIALECT_GEMINI, (*Server).modelCall},
	{"POST", "/v1beta1/{call...}", pb.Dialect_DIALECT_GEMINI, (*Server).modelCall},
	{"POST", "/v1/projects/{call...}", pb.Dialect_DIALECT_GEMINI, (*Server).modelCall},
	{"POST", "/models/{call...}", pb.Dialect_DIALECT_GEMINI, (*Server).modelCall},
}

// modelCalls are the methods behind the last colon of a path that ends in a model's name.
var modelCalls = map[string]func(*Server, adapters.Adapter) http.HandlerFunc{
	"generateContent":       (*Server).generate,
	"streamGenerateContent": (*Server).generate,
	"countTokens":           (*Server).countTokens,
}

// canonicalPrefix begins the paths of what speaks no dialect.
const canonicalPrefix = "/interlingua/"

// Handler serves all paths. Load must have been called.
func (s *Server) Handler() http.Handler {
	mux := http.NewServeMux()
	for _, e := range endpoints {
		mux.Handle(e.method+" "+e.path, e.handle(s, s.Adapters[e.dialect]))
	}
	mux.HandleFunc("GET /healthz", alive)
	mux.HandleFunc("GET /readyz", s.ready)
	if s.Registry != nil {
		mux.Handle("GET /metrics", promhttp.HandlerFor(s.Registry, promhttp.HandlerOpts{}))
	}
	mux.HandleFunc("GET /v1/models", s.listModels)
	mux.HandleFunc("GET /models", s.listModels)
	mux.HandleFunc("GET /v1/models/{id...}", s.getModel)
	mux.HandleFunc("GET /models/{id...}", s.getModel)
	mux.HandleFunc("GET /v1beta/models", s.listModels)
	mux.HandleFunc("GET /v1beta/models/{id...}", s.getModel)
	if s.Canonical != nil {
		mux.Handle(canonicalPrefix, s.Canonical)
	}
	mux.HandleFunc("/", s.elsewhere)
	return s.withCORS(s.withAliases(mux))
}

// modelCall serves paths that end in MODEL:METHOD. A model's name may hold colons, so the last one counts.
func (s *Server) modelCall(client adapters.Adapter) http.HandlerFunc {
	handlers := make(map[string]http.HandlerFunc, len(modelCalls))
	for name, h := range modelCalls {
		handlers[name] = h(s, client)
	}
	return func(w http.ResponseWriter, r *http.Request) {
		path := r.PathValue("call")
		if h, ok := handlers[path[strings.LastIndexByte(path, ':')+1:]]; ok {
			h(w, r)
			return
		}
		s.elsewhere(w, r)
	}
}

// upgrade answers the attempt to open a WebSocket: with 426 its client goes on over HTTP at once.
func (s *Server) upgrade(client adapters.Adapter) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if !strings.EqualFold(r.Header.Get("Upgrade"), "websocket") {
			s.elsewhere(w, r)
			return
		}
		x := s.begin(client, w, r)
		defer x.finish()
		w.Header().Set("Connection", "close")
		x.failStatus(http.StatusUpgradeRequired, &canon.Fault{
			Code: pb.ErrorCode_ERROR_CODE_UNSUPPORTED, Message: "WebSocket is not served here: use HTTP",
		})
	}
}

// sign is what tells a caller's dialect where the path is that of several, or of none.
type sign struct {
	dialect pb.Dialect
	// headers and queries are such as only callers of the dialect send, paths such as only they call.
	headers, queries, paths []string
}

// signs are looked at in order; a caller without any is taken for one of the dialect that most speak.
var signs = []sign{
	{dialect: pb.Dialect_DIALECT_CLAUDE, headers: []string{"Anthropic-Version", "Anthropic-Beta"}, paths: []string{"/v1/messages", "/messages"}},
	{
		dialect: pb.Dialect_DIALECT_GEMINI, headers: []string{"X-Goog-Api-Key", "X-Goog-Api-Client"}, queries: []string{"key"},
		paths: []string{"/v1beta/", "/v1alpha/", "/upload/"},
	},
	{dialect: pb.Dialect_DIALECT_RESPONSES, paths: []string{"/v1/responses", "/responses"}},
}

// callerDialect guesses the caller's dialect.
func callerDialect(r *http.Request) pb.Dialect {
	for _, s := range signs {
		if s.fits(r) {
			return s.dialect
		}
	}
	return pb.Dialect_DIALECT_CHAT
}

func (s sign) fits(r *http.Request) bool {
	return slices.ContainsFunc(s.headers, func(name string) bool { return r.Header.Get(name) != "" }) ||
		slices.ContainsFunc(s.paths, func(prefix string) bool { return strings.HasPrefix(r.URL.Path, prefix) }) ||
		len(s.queries) > 0 && slices.ContainsFunc(s.queries, r.URL.Query().Has)
}

// alive says that the process serves.
func alive(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	_, _ = w.Write([]byte("ok\n"))
}

// ready says whether new calls are welcome: not while the server drains.
func (s *Server) ready(w http.ResponseWriter, r *http.Request) {
	if s.draining.Load() {
		engine.ComeBackHeader(w.Header(), http.StatusServiceUnavailable)
		http.Error(w, "draining", http.StatusServiceUnavailable)
		return
	}
	alive(w, r)
}
