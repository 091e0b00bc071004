package rpc

import (
	"context"
	"errors"
	"net"
	"net/http"
	"strings"

	"github.com/grpc-ecosystem/grpc-gateway/v2/runtime"
	"google.golang.org/grpc"
	"google.golang.org/grpc/credentials/insecure"
	"google.golang.org/grpc/metadata"
	"google.golang.org/grpc/test/bufconn"

	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// Gateway serves the services over HTTP/JSON. It calls them over gRPC within the process, so that interceptors, statuses and
// streams are the same.
type Gateway struct {
	server  *grpc.Server
	conn    *grpc.ClientConn
	handler http.Handler
}

// pipeBytes is how much is buffered between the two sides of the connection within the process.
const pipeBytes = 256 << 10

// Gateway starts a gateway. It must be closed.
func (s *Server) Gateway(ctx context.Context) (*Gateway, error) {
	l := bufconn.Listen(pipeBytes)
	conn, err := grpc.NewClient("passthrough:///interlingua",
		grpc.WithContextDialer(func(ctx context.Context, _ string) (net.Conn, error) { return l.DialContext(ctx) }),
		grpc.WithTransportCredentials(insecure.NewCredentials()),
		grpc.WithDefaultCallOptions(
			grpc.MaxCallRecvMsgSize(int(s.MaxAnswerBytes)), grpc.MaxCallSendMsgSize(int(slack*s.MaxMessageBytes)),
		))
	if err != nil {
		return nil, err
	}
	mux := runtime.NewServeMux(
		runtime.WithMarshalerOption(runtime.MIMEWildcard, jsonMarshaler{}),
		runtime.WithMarshalerOption(typeSSE, sseMarshaler{}),
		runtime.WithIncomingHeaderMatcher(incomingHeader), runtime.WithOutgoingHeaderMatcher(outgoingHeader),
		runtime.WithMetadata(queryKey), runtime.WithErrorHandler(httpError),
		runtime.WithStreamErrorHandler(streamError), runtime.WithDisableChunkedEncoding(),
	)
	err = errors.Join(
		pb.RegisterGenerationServiceHandlerClient(ctx, mux, pb.NewGenerationServiceClient(conn)),
		pb.RegisterTranslationServiceHandlerClient(ctx, mux, pb.NewTranslationServiceClient(conn)),
	)
	if err != nil {
		return nil, errors.Join(err, conn.Close())
	}
	g := &Gateway{server: s.GRPC(), conn: conn}
	g.handler = s.around(mux)
	go func() {
		// It ends with Close.
		_ = g.server.Serve(l)
	}()
	return g, nil
}

// ServeHTTP implements http.Handler.
func (g *Gateway) ServeHTTP(w http.ResponseWriter, r *http.Request) { g.handler.ServeHTTP(w, r) }

// Close ends the gateway and the calls under way.
func (g *Gateway) Close() error {
	err := g.conn.Close()
	g.server.Stop()
	return err
}

// passedHeaders are the headers that are passed on as metadata; Authorization always is.
var passedHeaders = map[string]string{
	"X-Api-Key": "x-api-key", "X-Goog-Api-Key": "x-goog-api-key", "X-Request-Id": metaRequestID,
	"Interlingua-Loss-Policy": metaLossPolicy, "Traceparent": "traceparent", "Tracestate": "tracestate",
}

func incomingHeader(name string) (string, bool) {
	key, ok := passedHeaders[http.CanonicalHeaderKey(name)]
	return key, ok
}

// outgoingHeader passes on the ids of a request, rate limits, and the end of a version.
func outgoingHeader(key string) (string, bool) {
	switch {
	case key == metaRequestID, key == metaUpstreamRequestID, key == metaDeprecation, strings.HasPrefix(key, metaRateLimits):
		return http.CanonicalHeaderKey(key), true
	}
	return "", false
}

// queryKey takes the key from the query, as some SDKs put it there.
func queryKey(_ context.Context, r *http.Request) metadata.MD {
	if key := r.URL.Query().Get("key"); key != "" {
		return metadata.Pairs("x-goog-api-key", key)
	}
	return nil
}
