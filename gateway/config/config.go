package config

// Off stands for an address that is not served.
const Off = "off"

// Config is the whole configuration. The zero value, once Complete was called, is a server on loopback without
// authentication.
type Config struct {
	// Listen is the HTTP address.
	Listen string `yaml:"listen"`
	// GRPCListen is the gRPC address; Off serves none.
	GRPCListen string `yaml:"grpc_listen"`
	// TLS is the certificate to serve with; nil serves plain text.
	TLS *ServerTLS `yaml:"tls"`
	// ClientHeaders are taken as sent by every client that does not send them.
	ClientHeaders map[string]string `yaml:"client_headers"`
	// Keys are the clients' keys; none means no client authentication, on loopback only.
	Keys []Key `yaml:"keys"`
	// Upstreams are the services that can be called.
	Upstreams []Upstream `yaml:"upstreams"`
	// Models lead model names to upstreams; the first match wins.
	Models []Model `yaml:"models"`
	// SealKeys sign envelopes of provider state: the first signs, all open.
	SealKeys []string `yaml:"seal_keys"`
	// Losses is the policy by class of loss: refuse, report or default.
	Losses map[string]string `yaml:"losses"`
	// Limits bound what one client can cost.
	Limits Limits `yaml:"limits"`
	// Aliases are extra paths and the path that each stands for.
	Aliases map[string]string `yaml:"aliases"`
	// Relay says which upstream takes the neighbour endpoints of a family that no translation concerns.
	Relay []Relay `yaml:"relay"`
	// CORS are the origins that browsers may call from; * is any.
	CORS []string `yaml:"cors"`
	// Capabilities add to the built-in tables of what models can do; the first match wins over them.
	Capabilities []Capability `yaml:"capabilities"`
	// Log is how the server logs.
	Log Log `yaml:"log"`
	// Tracing sends OpenTelemetry traces; off without an endpoint.
	Tracing Tracing `yaml:"tracing"`
	// Retry is how often and how long upstreams are tried.
	Retry Retry `yaml:"retry"`
	// Keepalive is the silence after which a waiting client gets a sign of life.
	Keepalive Duration `yaml:"keepalive"`
	// HeaderWait is how long response headers wait for the upstream's first event.
	HeaderWait Duration `yaml:"header_wait"`
	// ShutdownGrace is how long streams may drain at shutdown.
	ShutdownGrace Duration `yaml:"shutdown_grace"`
}

// ServerTLS is a certificate, read again when its files change.
type ServerTLS struct {
	// CertFile and KeyFile are PEM files.
	CertFile string `yaml:"cert_file"`
	KeyFile  string `yaml:"key_file"`
	// ClientCAFile demands client certificates signed by these authorities.
	ClientCAFile string `yaml:"client_ca_file"`
}

// Key is one client's key.
type Key struct {
	// Name stands for the key in logs and metrics.
	Name string `yaml:"name"`
	// SHA256 is the hex SHA-256 of the key: the key itself is never configured.
	SHA256 string `yaml:"sha256"`
	// Models are patterns of the models that the key may use; none means all.
	Models []string `yaml:"models"`
	// ClientHeaders are taken as sent by this client where it does not send them, over those of the server.
	ClientHeaders map[string]string `yaml:"client_headers"`
	// Losses is the policy for this key, over that of the server.
	Losses map[string]string `yaml:"losses"`
}

// Upstream is one service that can be called.
type Upstream struct {
	// Name stands for the upstream in routes, logs and metrics.
	Name string `yaml:"name"`
	// Dialect is the wire format that it speaks: responses, chat, claude or gemini.
	Dialect string `yaml:"dialect"`
	// BaseURL is the address as the vendor's own SDK takes it: with /v1 for OpenAI's dialects, without for the others.
	BaseURL string `yaml:"base_url"`
	// APIKey is the credential.
	APIKey string `yaml:"api_key"`
	// Headers are sent with every request.
	Headers map[string]string `yaml:"headers"`
	// Timeouts bound the calls.
	Timeouts Timeouts `yaml:"timeouts"`
	// TLS is how the upstream is verified.
	TLS *ClientTLS `yaml:"tls"`
	// Proxy is the address of an HTTP proxy; empty takes the environment's.
	Proxy string `yaml:"proxy"`
	// Stateless says that the upstream keeps no responses, conversations, items or threads: requests that refer to some are
	// refused here, in the words at which clients send all of it.
	Stateless bool `yaml:"stateless"`
	// Gateway says that the upstream is such a gateway itself: what it hides in opaque fields goes back to it as it came.
	Gateway bool `yaml:"gateway"`
	// Quirks are switches for what differs from the vendor's own service.
	Quirks Quirks `yaml:"quirks"`
}

// Timeouts bound a call to an upstream. Zero means the default.
type Timeouts struct {
	// Connect bounds dialing and the TLS handshake.
	Connect Duration `yaml:"connect"`
	// Header bounds the wait for response headers.
	Header Duration `yaml:"header"`
	// Idle bounds the silence inside a body.
	Idle Duration `yaml:"idle"`
}

// ClientTLS is how an upstream is verified, and what it verifies.
type ClientTLS struct {
	// CAFile holds the authorities to trust in place of the system's.
	CAFile string `yaml:"ca_file"`
	// CertFile and KeyFile are a client certificate.
	CertFile string `yaml:"cert_file"`
	KeyFile  string `yaml:"key_file"`
	// ServerName is the name to verify in place of the address's.
	ServerName string `yaml:"server_name"`
	// InsecureSkipVerify trusts any certificate: for tests on loopback.
	InsecureSkipVerify bool `yaml:"insecure_skip_verify"`
}

// Quirks are switches of an upstream; canon.Quirks says what each means.
type Quirks struct {
	// Refuses are members of requests that the upstream refuses, by name, with a dot before the name of one inside another. They are
	// left out.
	Refuses           []string `yaml:"refuses"`
	MaxTokensField    string   `yaml:"max_tokens_field"`
	NoDeveloperRole   bool     `yaml:"no_developer_role"`
	NoStreamUsage     bool     `yaml:"no_stream_usage"`
	ReasoningField    string   `yaml:"reasoning_field"`
	HostedTools       []string `yaml:"hosted_tools"`
	LeadingSystemOnly bool     `yaml:"leading_system_only"`
	StringContent     bool     `yaml:"string_content"`
	NoCustomTools     bool     `yaml:"no_custom_tools"`
	ThinkTags         bool     `yaml:"think_tags"`
	ThinkOpened       bool     `yaml:"think_opened"`
	OpenResponses     bool     `yaml:"open_responses"`
	OpenAPISchemas    bool     `yaml:"openapi_schemas"`
}

// Model leads model names to upstreams.
type Model struct {
	// Match is a model name, in which * stands for any text.
	Match string `yaml:"match"`
	// Upstream is the only upstream; Upstreams are several, in order of fallback.
	Upstream  string   `yaml:"upstream"`
	Upstreams []Target `yaml:"upstreams"`
	// Model is the upstream's own name of the model; empty keeps the client's.
	Model string `yaml:"model"`
	// Default fills what a request leaves open; Set overrides what it says.
	Default Overrides `yaml:"default"`
	Set     Overrides `yaml:"set"`
	// Losses is the policy for this route, over that of the server.
	Losses map[string]string `yaml:"losses"`
}

// Target is one upstream of a route.
type Target struct {
	// Name is the upstream's name.
	Name string `yaml:"name"`
	// Model is the upstream's own name of the model; empty keeps the route's.
	Model string `yaml:"model"`
}

// Overrides are request options that a route fills or sets. Nil fields do nothing.
type Overrides struct {
	MaxOutputTokens *int64   `yaml:"max_output_tokens"`
	Temperature     *float64 `yaml:"temperature"`
	TopP            *float64 `yaml:"top_p"`
	ReasoningEffort *string  `yaml:"reasoning_effort"`
	// ReasoningSummary is auto, concise, detailed or none.
	ReasoningSummary *string `yaml:"reasoning_summary"`
	ServiceTier      *string `yaml:"service_tier"`
}

// Limits bound what one client can cost. Zero means the default.
type Limits struct {
	// BodyBytes is the largest request body, after decompression.
	BodyBytes int64 `yaml:"body_bytes"`
	// ResponseBytes is the largest whole response of an upstream.
	ResponseBytes int64 `yaml:"response_bytes"`
}

// Relay leads paths to one upstream, byte for byte.
type Relay struct {
	// Path is a path prefix.
	Path string `yaml:"path"`
	// Upstream is the upstream's name.
	Upstream string `yaml:"upstream"`
}

// Capability is an entry of the capability table; canon.Capabilities says what each field means.
type Capability struct {
	Match              string   `yaml:"match"`
	Efforts            []string `yaml:"efforts"`
	NoReasoning        bool     `yaml:"no_reasoning"`
	Adaptive           bool     `yaml:"adaptive"`
	NoBudget           bool     `yaml:"no_budget"`
	AlwaysReasons      bool     `yaml:"always_reasons"`
	MinBudget          int64    `yaml:"min_budget"`
	MaxBudget          int64    `yaml:"max_budget"`
	NoSampling         bool     `yaml:"no_sampling"`
	TempOrTopP         bool     `yaml:"temp_or_top_p"`
	SystemMessages     bool     `yaml:"system_messages"`
	NoPrefill          bool     `yaml:"no_prefill"`
	NoStructuredOutput bool     `yaml:"no_structured_output"`
	NoMediaResults     bool     `yaml:"no_media_results"`
	MaxOutputTokens    int64    `yaml:"max_output_tokens"`
	NoMaxTokens        bool     `yaml:"no_max_tokens"`
	NoStop             bool     `yaml:"no_stop"`
	NoCacheMarks       bool     `yaml:"no_cache_marks"`
	NoTurnChanges      bool     `yaml:"no_turn_changes"`
}

// Log is how the server logs.
type Log struct {
	// Level is debug, info, warn or error.
	Level string `yaml:"level"`
	// Format is json or console.
	Format string `yaml:"format"`
}

// Tracing is where traces go.
type Tracing struct {
	// Endpoint is an OTLP/HTTP address; empty switches tracing off.
	Endpoint string `yaml:"endpoint"`
	// Headers are sent with every export.
	Headers map[string]string `yaml:"headers"`
	// SampleRatio is the share of requests that are traced; nil means all.
	SampleRatio *float64 `yaml:"sample_ratio"`
}

// Retry is how often and how long upstreams are tried before a client is told of a fault.
type Retry struct {
	// Attempts is the number of tries for each upstream; zero means the default.
	Attempts int `yaml:"attempts"`
	// MaxWait bounds one wait, also one that an upstream asks for.
	MaxWait Duration `yaml:"max_wait"`
}
