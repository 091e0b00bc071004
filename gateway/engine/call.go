package engine

import (
	"errors"
	"time"

	"github.com/interlingua/interlingua/adapters"
	"github.com/interlingua/interlingua/adapters/canon"
	"github.com/interlingua/interlingua/gateway/auth"
	"github.com/interlingua/interlingua/gateway/translate"
	"github.com/interlingua/interlingua/gateway/upstream"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// Call is one request of one client. It is for one goroutine.
type Call struct {
	// Client is the adapter of the client's dialect; nil for a client that speaks the canonical model.
	Client adapters.Adapter
	// Wire is what the client sent; empty for a canonical client.
	Wire adapters.Wire
	// Head is what was peeked of it.
	Head adapters.Head
	// Key is the client's key; nil where there is no authentication.
	Key *auth.Key
	// Strict refuses any loss.
	Strict bool
	// Seed makes the ids of this call its own; Now is its time.
	Seed string
	Now  time.Time

	// Sealer opens the provider state that the client was given.
	Sealer *canon.Sealer

	// Lease says when the memory of Wire may be used again.
	Lease upstream.Lease

	request *translate.Request
}

// Canonical makes a call of a client that speaks the canonical model.
func Canonical(req *pb.GenerateRequest) *Call {
	return &Call{
		Head:    adapters.Head{Model: req.Model, Stream: req.GetStream()},
		request: translate.NewRequest(req),
	}
}

// Use gives the call a request that was decoded already, as one to count is.
func (c *Call) Use(req *pb.GenerateRequest) { c.request = translate.NewRequest(req) }

// errNoRequest is a fault of this program: a call to count has no request.
var errNoRequest = errors.New("there is no request to count")

// Request is the client's request in canonical form, decoded on first use.
func (c *Call) Request() (*pb.GenerateRequest, error) {
	if err := c.decode(); err != nil {
		return nil, err
	}
	return c.request.Canonical, nil
}

func (c *Call) decode() error {
	if c.request != nil {
		return nil
	}
	x := &adapters.Exchange{Header: c.Wire.Header, Sealer: c.Sealer, Seed: c.Seed, Now: c.Now}
	r, err := translate.DecodeRequest(c.Client, x, c.Wire)
	if err != nil {
		return err
	}
	if c.Head.Stream {
		stream := true
		r.Canonical.Stream = &stream
	}
	c.request = r
	return nil
}
