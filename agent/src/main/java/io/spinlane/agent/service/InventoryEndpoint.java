package io.spinlane.agent.service;

import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import io.spinlane.v1.GetInventoryRequest;
import io.spinlane.v1.GetInventoryResponse;
import io.spinlane.v1.Inventory;
import io.spinlane.v1.InventoryServiceGrpc;
import io.spinlane.v1.WatchInventoryRequest;
import io.spinlane.v1.WatchInventoryResponse;
import java.util.function.Supplier;

/** Tells what the host has. */
final class InventoryEndpoint extends InventoryServiceGrpc.InventoryServiceImplBase {
  private final Supplier<Inventory> inventory;

  InventoryEndpoint(Supplier<Inventory> inventory) {
    this.inventory = inventory;
  }

  @Override
  public void getInventory(
      GetInventoryRequest request, StreamObserver<GetInventoryResponse> answer) {
    answer.onNext(GetInventoryResponse.newBuilder().setInventory(inventory.get()).build());
    answer.onCompleted();
  }

  @Override
  public void watchInventory(
      WatchInventoryRequest request, StreamObserver<WatchInventoryResponse> answer) {
    answer.onError(
        Status.UNIMPLEMENTED
            .withDescription(
                "WatchInventory is not part of this release yet: use GetInventory again.")
            .asRuntimeException());
  }
}
