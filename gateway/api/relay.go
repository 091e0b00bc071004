package api

import (
	"bytes"
	"io"
	"mime"
	"net/http"
	"net/http/httputil"
	"strconv"
	"strings"

	"github.com/interlingua/interlingua/adapters"
	"github.com/interlingua/interlingua/adapters/canon"
	"github.com/interlingua/interlingua/gateway/engine"
	"github.com/interlingua/interlingua/gateway/httpbody"
	"github.com/interlingua/interlingua/gateway/upstream"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// elsewhere answers for paths that are no dialect's: a neighbour endpoint (embeddings, files, audio, …) is relayed, byte
// for byte, to an upstream of the caller's family; what nothing can serve is not found, in the dialect that the caller's
// headers or path tell.
func (s *Server) elsewhere(w http.ResponseWriter, r *http.Request) {
	x := s.begin(s.Adapters[callerDialect(r)], w, r)
	defer x.finish()
	if !versioned(r.URL.Path) {
		x.fail(nowhere(r))
		return
	}
	if err := x.authenticate(); err != nil {
		x.fail(err)
		return
	}
	u, err := x.neighbour()
	switch {
	case err != nil:
		x.fail(err)
	case u == nil:
		x.fail(nowhere(r))
	default:
		x.relay(u)
	}
}

// nowhere is the fault of a path that nothing serves.
func nowhere(r *http.Request) error {
	return &canon.Fault{Code: pb.ErrorCode_ERROR_CODE_NOT_FOUND, Message: "nothing here serves " + r.Method + " " + r.URL.Path}
}

// versions begin the paths of vendors' services.
var versions = []string{"/v1/", "/v1beta/", "/v1alpha/", "/upload/"}

func versioned(path string) bool {
	for _, v := range versions {
		if strings.HasPrefix(path, v) {
			return true
		}
	}
	return false
}

// neighbour finds the upstream for a neighbour endpoint: by the configured path, by the model that the call names, else the
// first of the caller's family. Below a dialect's own path there is state, which only the upstream that the call names can have.
func (x *exchange) neighbour() (*upstream.Upstream, error) {
	for _, rule := range x.st.Config.Relay {
		if strings.HasPrefix(x.r.URL.Path, rule.Path) {
			return x.st.Engine.Upstreams[rule.Upstream], nil
		}
	}
	model, err := x.namedModel()
	if err != nil {
		return nil, err
	}
	stateful := strings.Contains(x.r.URL.Path, "/responses/") || strings.HasSuffix(x.r.URL.Path, "/responses")
	if model != "" {
		return x.byModel(model, stateful)
	}
	if stateful {
		return nil, nil
	}
	for _, c := range x.st.Config.Upstreams {
		if u := x.st.Engine.Upstreams[c.Name]; u.Relays() && sameFamily(u.Adapter, x.client) {
			return u, nil
		}
	}
	return nil, nil
}

// byModel finds the upstream of a model's route that has the caller's neighbours, and addresses the call to its name of the model.
func (x *exchange) byModel(model string, stateful bool) (*upstream.Upstream, error) {
	x.model = model
	targets, err := x.st.Engine.Targets(&engine.Call{Head: adapters.Head{Model: model}, Key: x.key})
	if err != nil {
		return nil, err
	}
	for _, t := range targets {
		u := t.Upstream
		if !u.Relays() || !sameFamily(u.Adapter, x.client) || stateful && (u.Stateless || u.Adapter.Dialect() != x.client.Dialect()) {
			continue
		}
		x.upstreamModel = t.Model
		return u, x.readdress(model, t.Model)
	}
	return nil, nil
}

// sameFamily reports whether two adapters' dialects share their neighbours.
func sameFamily(a, b adapters.Adapter) bool {
	na, ok := a.(adapters.Neighbour)
	nb, ok2 := b.(adapters.Neighbour)
	return ok && ok2 && na.Family() == nb.Family()
}

// namedModel finds the model that a call names: in its path before the last colon, or at the top of a JSON body, which is
// then read and kept for the upstream.
func (x *exchange) namedModel() (string, error) {
	if _, call, ok := strings.Cut(x.r.URL.Path, "/models/"); ok {
		name, _, _ := strings.Cut(call, ":")
		return name, nil
	}
	t, _, err := mime.ParseMediaType(x.r.Header.Get("Content-Type"))
	if err != nil || t != "application/json" || x.r.Header.Get("Content-Encoding") != "" || x.r.Body == nil {
		return "", nil
	}
	body, err := httpbody.Read(x.w, x.r, x.st.Config.Limits.BodyBytes)
	if err != nil {
		return "", err
	}
	x.setBody(body)
	head, err := adapters.PeekBody(x.client.Dialect(), body)
	if err != nil {
		// It is the upstream's to say what is wrong with the body.
		return "", nil
	}
	x.head = head
	return head.Model, nil
}

// readdress puts the upstream's name of the model in the place of the client's.
func (x *exchange) readdress(model, to string) error {
	if to == model {
		return nil
	}
	if x.head.End > 0 {
		x.setBody(x.head.Readdressed(to).Apply(x.body))
		return nil
	}
	u := *x.r.URL
	u.Path, u.RawPath = strings.Replace(u.Path, "/models/"+model, "/models/"+to, 1), ""
	r := *x.r
	r.URL = &u
	x.r = &r
	return nil
}

// setBody gives the call a body that was read before.
func (x *exchange) setBody(body []byte) {
	x.body = body
	x.r.Body = io.NopCloser(bytes.NewReader(body))
	x.r.ContentLength = int64(len(body))
	x.r.Header.Set("Content-Length", strconv.Itoa(len(body)))
}

// relay passes the call on.
func (x *exchange) relay(u *upstream.Upstream) {
	x.upstream, x.raw = u.Name, true
	// Without full duplex the server may cut an answer that begins before the upload ends.
	_ = http.NewResponseController(x.w).EnableFullDuplex()
	proxy := &httputil.ReverseProxy{
		Rewrite: u.Relay, Transport: u.Transport(), FlushInterval: -1,
		ModifyResponse: func(resp *http.Response) error {
			x.status = resp.StatusCode
			resp.Header.Del("X-Request-Id")
			engine.ComeBackHeader(resp.Header, resp.StatusCode)
			return nil
		},
		ErrorHandler: func(_ http.ResponseWriter, _ *http.Request, err error) {
			x.fail(&engine.Failure{
				Reason:   &pb.Error{Code: pb.ErrorCode_ERROR_CODE_BAD_UPSTREAM, Message: "the upstream cannot be reached"},
				Upstream: u.Name, Cause: err,
			})
		},
	}
	proxy.ServeHTTP(x.w, x.r)
}
