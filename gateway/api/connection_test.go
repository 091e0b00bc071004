package api_test

import (
	"bufio"
	"bytes"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"io"
	"math/big"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/interlingua/interlingua/gateway/config"
	"github.com/interlingua/interlingua/gateway/stubtest"
)

// TestHeaders has configured headers sent with every request, over the dialect's own, and the client's credentials kept back.
func TestHeaders(t *testing.T) {
	eachPair(t, func(t *testing.T, client, upstream string) {
		u := stubtest.New(t, reply(upstream, false))
		c := to(u, upstream)
		c.Upstreams[0].Headers = map[string]string{"x-team": "gateway", "anthropic-version": "2099-01-01"}
		path, body := request(client, false)
		if a := serve(t, c).post(path, body, "Authorization", "Bearer of-the-client", "Cookie", "c=1"); a.StatusCode != http.StatusOK {
			t.Fatalf("%d %s", a.StatusCode, a.Bytes)
		}
		h := u.Asked()[0].Header
		if h.Get("X-Team") != "gateway" || h.Get("Anthropic-Version") != "2099-01-01" {
			t.Errorf("%v", h)
		}
		for name, values := range h {
			if strings.Contains(strings.Join(values, " "), "of-the-client") || name == "Cookie" {
				t.Errorf("%s: %s", name, values)
			}
		}
	})
}

// issued is a certificate of a test's own authority, in files.
type issued struct{ ca, cert, key string }

// issue makes an authority, and a certificate for loopback that it signed.
func issue(t *testing.T) issued {
	t.Helper()
	dir := t.TempDir()
	write := func(name, kind string, der []byte) string {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, pem.EncodeToMemory(&pem.Block{Type: kind, Bytes: der}), 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	sign := func(template, parent *x509.Certificate, key, signer *ecdsa.PrivateKey) []byte {
		template.NotBefore, template.NotAfter = time.Now().Add(-time.Hour), time.Now().Add(time.Hour)
		der, err := x509.CreateCertificate(rand.Reader, template, parent, &key.PublicKey, signer)
		if err != nil {
			t.Fatal(err)
		}
		return der
	}
	keys := [2]*ecdsa.PrivateKey{}
	for i := range keys {
		var err error
		if keys[i], err = ecdsa.GenerateKey(elliptic.P256(), rand.Reader); err != nil {
			t.Fatal(err)
		}
	}
	ca := &x509.Certificate{
		SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "authority"}, IsCA: true, BasicConstraintsValid: true,
		KeyUsage: x509.KeyUsageCertSign,
	}
	root := sign(ca, ca, keys[0], keys[0])
	leaf := sign(&x509.Certificate{
		SerialNumber: big.NewInt(2), Subject: pkix.Name{CommonName: "leaf"}, IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)}, DNSNames: []string{"model.internal"},
		KeyUsage: x509.KeyUsageDigitalSignature, ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth, x509.ExtKeyUsageClientAuth},
	}, ca, keys[1], keys[0])
	der, err := x509.MarshalECPrivateKey(keys[1])
	if err != nil {
		t.Fatal(err)
	}
	return issued{write("ca.pem", "CERTIFICATE", root), write("cert.pem", "CERTIFICATE", leaf), write("key.pem", "EC PRIVATE KEY", der)}
}

// secured serves an upstream over TLS with a certificate, and may demand one of its clients.
func secured(t *testing.T, u *stubtest.Server, of issued, demands bool) string {
	t.Helper()
	s := httptest.NewUnstartedServer(u)
	cert, err := tls.LoadX509KeyPair(of.cert, of.key)
	if err != nil {
		t.Fatal(err)
	}
	s.TLS = &tls.Config{MinVersion: tls.VersionTLS12, Certificates: []tls.Certificate{cert}}
	if demands {
		text, err := os.ReadFile(of.ca)
		if err != nil {
			t.Fatal(err)
		}
		s.TLS.ClientAuth, s.TLS.ClientCAs = tls.RequireAndVerifyClientCert, x509.NewCertPool()
		s.TLS.ClientCAs.AppendCertsFromPEM(text)
	}
	s.EnableHTTP2 = true
	s.Config.ErrorLog = nil
	s.StartTLS()
	t.Cleanup(s.Close)
	return s.URL
}

// TestUpstreamTLS has each option of TLS decide whether an upstream is trusted, or trusts, and a fault told in the client's words.
func TestUpstreamTLS(t *testing.T) {
	of, other := issue(t), issue(t)
	for name, c := range map[string]struct {
		tls     *config.ClientTLS
		demands bool
		host    string
		fault   string
	}{
		"of the system's authorities": {nil, false, "", "certificate cannot be trusted"},
		"ca_file":                     {&config.ClientTLS{CAFile: of.ca}, false, "", ""},
		"another ca_file":             {&config.ClientTLS{CAFile: other.ca}, false, "", "certificate cannot be trusted"},
		"insecure_skip_verify":        {&config.ClientTLS{InsecureSkipVerify: true}, false, "", ""},
		"another name":                {&config.ClientTLS{CAFile: of.ca}, false, "localhost", "certificate cannot be trusted"},
		"server_name":                 {&config.ClientTLS{CAFile: of.ca, ServerName: "model.internal"}, false, "localhost", ""},
		"no client certificate":       {&config.ClientTLS{CAFile: of.ca}, true, "", "cannot be reached"},
		"client certificate":          {&config.ClientTLS{CAFile: of.ca, CertFile: of.cert, KeyFile: of.key}, true, "", ""},
	} {
		t.Run(name, func(t *testing.T) {
			eachPair(t, func(t *testing.T, client, upstream string) {
				for _, stream := range []bool{false, true} {
					u := stubtest.New(t, reply(upstream, stream))
					conf := to(u, upstream)
					address := secured(t, u, of, c.demands)
					if c.host != "" {
						address = strings.Replace(address, "127.0.0.1", c.host, 1)
					}
					conf.Upstreams[0].BaseURL = strings.Replace(conf.Upstreams[0].BaseURL, u.URL, address, 1)
					conf.Upstreams[0].TLS = c.tls
					path, body := request(client, stream)
					a := serve(t, conf).post(path, body)
					if c.fault == "" {
						if a.StatusCode != http.StatusOK {
							t.Errorf("%d %s", a.StatusCode, a.Bytes)
						}
						continue
					}
					checkBroken(t, client, a)
					checkError(t, client, a, a.StatusCode, c.fault)
				}
			})
		})
	}
}

// proxied is an HTTP proxy that counts what goes through it.
type proxied struct{ plain, tunnels atomic.Int64 }

// ServeHTTP implements http.Handler.
func (p *proxied) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if r.Method != http.MethodConnect {
		p.plain.Add(1)
		r.RequestURI = ""
		resp, err := http.DefaultTransport.RoundTrip(r)
		if err != nil {
			http.Error(w, err.Error(), http.StatusBadGateway)
			return
		}
		defer func() { _ = resp.Body.Close() }()
		for k, v := range resp.Header {
			w.Header()[k] = v
		}
		w.WriteHeader(resp.StatusCode)
		_, _ = io.Copy(w, resp.Body)
		return
	}
	p.tunnels.Add(1)
	to, err := net.Dial("tcp", r.Host)
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadGateway)
		return
	}
	w.WriteHeader(http.StatusOK)
	from, buffered, err := http.NewResponseController(w).Hijack()
	if err != nil {
		return
	}
	go func() { _, _ = io.Copy(to, buffered); _ = to.Close() }()
	_, _ = io.Copy(from, to)
	_ = from.Close()
}

// TestProxy has calls go through the configured proxy: as they are to a plain upstream, through a tunnel to one with TLS.
func TestProxy(t *testing.T) {
	of := issue(t)
	u := stubtest.New(t, reply("claude", false))
	path, body := request("chat", false)
	for _, secure := range []bool{false, true} {
		p := &proxied{}
		front := httptest.NewServer(p)
		c := to(u, "claude")
		c.Upstreams[0].Proxy = front.URL
		want := [2]int64{1, 0}
		if secure {
			c.Upstreams[0].BaseURL = secured(t, u, of, false)
			c.Upstreams[0].TLS = &config.ClientTLS{CAFile: of.ca}
			want = [2]int64{0, 1}
		}
		s := serve(t, c)
		if a := s.post(path, body); a.StatusCode != http.StatusOK {
			t.Errorf("%d %s", a.StatusCode, a.Bytes)
		}
		if got := [2]int64{p.plain.Load(), p.tunnels.Load()}; got != want {
			t.Errorf("plain and tunnels %v, want %v", got, want)
		}
		s.State().Close()
		front.CloseClientConnections()
		front.Close()
	}
	c := to(u, "claude")
	c.Upstreams[0].Proxy = "http://127.0.0.1:1"
	a := serve(t, c).post(path, body)
	checkError(t, "chat", a, http.StatusBadGateway, "cannot be reached")
}

// silent is a host that takes connections and says nothing, not even in TLS.
func silent(t *testing.T) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = l.Close() })
	go func() {
		for {
			conn, err := l.Accept()
			if err != nil {
				return
			}
			defer func() { _ = conn.Close() }()
			_, _ = bufio.NewReader(conn).Peek(1)
		}
	}()
	return "https://" + l.Addr().String()
}

// TestTimeouts has each time bound end a call by its own, in every dialect, whole and streamed.
func TestTimeouts(t *testing.T) {
	const short = config.Duration(60 * time.Millisecond)
	for name, c := range map[string]struct {
		hang    stubtest.Hang
		bound   func(*config.Timeouts)
		words   string
		started bool
	}{
		"connect":           {stubtest.HangNever, func(b *config.Timeouts) { b.Connect = short }, "in time", false},
		"header":            {stubtest.HangBeforeHeader, func(b *config.Timeouts) { b.Header = short }, "in time", false},
		"idle, at once":     {stubtest.HangAfterHeader, func(b *config.Timeouts) { b.Idle = short }, "silent for too long", false},
		"idle, in a stream": {stubtest.HangInside, func(b *config.Timeouts) { b.Idle = short }, "silent for too long", true},
	} {
		t.Run(name, func(t *testing.T) {
			eachPair(t, func(t *testing.T, client, upstream string) {
				t.Parallel()
				for _, stream := range []bool{false, true} {
					r := reply(upstream, stream)
					r.Hang, r.HangAt = c.hang, len(r.Body)/2
					if stream {
						r.HangAt = bytes.Index(r.Body, []byte("look"))
						r.HangAt += bytes.Index(r.Body[r.HangAt:], []byte("\n\n")) + 2
					}
					u := stubtest.New(t, r)
					conf := to(u, upstream)
					conf.Retry.Attempts = 1
					c.bound(&conf.Upstreams[0].Timeouts)
					if c.hang == stubtest.HangNever {
						address, err := url.Parse(silent(t))
						if err != nil {
							t.Fatal(err)
						}
						conf.Upstreams[0].BaseURL = strings.Replace(conf.Upstreams[0].BaseURL, u.URL, address.String(), 1)
					}
					path, body := request(client, stream)
					began := time.Now()
					a := serve(t, conf).post(path, body)
					if took := time.Since(began); took > 20*time.Second {
						t.Errorf("took %v", took)
					}
					if c.started && stream {
						if err := outcome(client, a); a.StatusCode != http.StatusOK || err == nil || !bytes.Contains(a.Bytes, []byte(c.words)) {
							t.Errorf("%d, %v: %s", a.StatusCode, err, a.Bytes)
						}
						continue
					}
					checkError(t, client, a, http.StatusGatewayTimeout, c.words)
				}
			})
		})
	}
}
