// ComfyUI's own modules, as far as main.js knows them; the real types are not published for the newest frontends.

declare module "*/scripts/api.js" {
  export const api: {
    fetchApi(path: string, options?: RequestInit): Promise<Response>;
    apiURL(path: string): string;
  };
}

declare module "*/scripts/app.js" {
  export interface Widget {
    name: string;
    value: unknown;
    options: { values?: unknown };
    callback?: (...values: unknown[]) => unknown;
  }
  export interface GraphNode {
    comfyClass?: string;
    title: string;
    widgets?: Widget[];
  }
  export const app: {
    rootGraph?: { nodes: GraphNode[] };
    graph?: { nodes: GraphNode[] };
    loadApiJson(graph: object, name: string): Promise<void> | void;
    registerExtension(extension: Record<string, unknown>): void;
    extensionManager: {
      command: { execute(id: string): unknown };
      toast: { add(message: Record<string, unknown>): void };
      registerSidebarTab(tab: Record<string, unknown>): void;
    };
  };
}
