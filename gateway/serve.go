package gateway

import (
	"context"
	"errors"
	"net"
	"net/http"
	"time"

	"go.uber.org/zap"

	"github.com/interlingua/interlingua/gateway/config"
)

// Timeouts of the HTTP server. Bodies have no bound of their own: a stream lasts as long as its model speaks.
const (
	readHeaderTimeout = 10 * time.Second
	idleTimeout       = 2 * time.Minute
)

// Serve serves a handler on a listener until the context ends, then lets the calls under way drain for the grace period.
func Serve(ctx context.Context, l net.Listener, h http.Handler, c *config.Config, log *zap.Logger) error {
	protocols := new(http.Protocols)
	protocols.SetHTTP1(true)
	protocols.SetUnencryptedHTTP2(true)
	protocols.SetHTTP2(true)
	srv := &http.Server{
		Handler: h, ReadHeaderTimeout: readHeaderTimeout, IdleTimeout: idleTimeout, Protocols: protocols,
		ErrorLog: zap.NewStdLog(log),
	}
	if c.TLS != nil {
		conf, err := ServerTLS(c.TLS)
		if err != nil {
			return err
		}
		srv.TLSConfig = conf
	}
	done := make(chan error, 1)
	go func() {
		if c.TLS != nil {
			done <- srv.ServeTLS(l, "", "")
			return
		}
		done <- srv.Serve(l)
	}()
	select {
	case err := <-done:
		return err
	case <-ctx.Done():
	}
	drain, cancel := context.WithTimeout(context.WithoutCancel(ctx), time.Duration(c.ShutdownGrace))
	defer cancel()
	err := srv.Shutdown(drain)
	if errors.Is(err, context.DeadlineExceeded) {
		log.Warn("calls under way are cut: the grace period is over")
		return srv.Close()
	}
	return err
}
